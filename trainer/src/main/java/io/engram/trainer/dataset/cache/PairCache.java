package io.engram.trainer.dataset.cache;

import io.engram.model.bundle.Sha256;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.dataset.PairSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Decodes each list of pairs once and keeps its pixels in a file, from which they are mapped into
 * memory: an epoch reads no JPEG, a second run starts without decoding, and the heap stays small
 * whatever the data set's size. The operating system keeps in memory what fits.
 *
 * <p>A file is found by everything that decides its content, so it is never out of date: another
 * data set, list, size or decoder gives another file. Old ones may be deleted at any time that no
 * training runs. Several processes may use one folder.
 *
 * <p>Where the folder cannot be used, the pairs are decoded into memory and the listener is told.
 */
public final class PairCache implements PairSource {

  private final PairReader reader;
  private final String fingerprint;
  private final Path folder;
  private final CacheListener listener;

  /**
   * @param reader of the data set
   * @param fingerprint of the data set: {@link io.engram.trainer.dataset.DataFingerprint}
   * @param folder where files are kept; made if missing
   */
  public PairCache(PairReader reader, String fingerprint, Path folder, CacheListener listener) {
    this.reader = reader;
    this.fingerprint = fingerprint;
    this.folder = folder;
    this.listener = listener;
  }

  @Override
  public List<Pair> read(List<String> names, int photographSide, int mapSide)
      throws InvalidDatasetException, InterruptedException {
    var file =
        new PairFile(folder, key(names, photographSide, mapSide), names, photographSide, mapSide);
    try {
      if (file.isComplete()) {
        listener.reused(file.path());
      } else {
        listener.decoding(names.size());
        file.write(reader);
      }
      return file.map();
    } catch (IOException e) {
      listener.unusable(folder, e);
      return reader.read(names, photographSide, mapSide);
    }
  }

  private byte[] key(List<String> names, int photographSide, int mapSide) {
    var text =
        "%s\n%d\n%d\n%d\n%s\n"
            .formatted(
                fingerprint,
                PairReader.PIXELS_VERSION,
                photographSide,
                mapSide,
                String.join("\n", names));
    return HexFormat.of().parseHex(Sha256.of(text));
  }
}
