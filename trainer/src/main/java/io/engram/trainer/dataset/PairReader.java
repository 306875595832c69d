package io.engram.trainer.dataset;

import io.engram.imaging.DecodeLimits;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.UndecodableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Decodes photographs and maps once, into memory, with the decoder that serving uses. */
public final class PairReader {

  private final DatasetDirectory dataset;
  private final ExecutorService workers;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());

  /** Decodes on {@code workers}, which stay the caller's. */
  public PairReader(DatasetDirectory dataset, ExecutorService workers) {
    this.dataset = dataset;
    this.workers = workers;
  }

  /**
   * Reads the named pairs, in the order of {@code names}. Blocks until all are decoded.
   *
   * @param photographSide height and width to which photographs are resized, in pixels
   * @param mapSide height and width to which maps are resized, in pixels
   */
  public List<Pair> read(List<String> names, int photographSide, int mapSide)
      throws InvalidDatasetException, InterruptedException {
    var pending = new ArrayList<Future<Pair>>();
    for (var name : names) {
      pending.add(workers.submit(() -> readPair(name, photographSide, mapSide)));
    }
    var pairs = new ArrayList<Pair>();
    try {
      for (var pair : pending) {
        pairs.add(pair.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidDatasetException invalid) {
        throw invalid;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pending.forEach(pair -> pair.cancel(false));
    }
    return pairs;
  }

  private Pair readPair(String name, int photographSide, int mapSide)
      throws InvalidDatasetException {
    return new Pair(
        name, decode(dataset.photograph(name), photographSide), decode(dataset.map(name), mapSide));
  }

  private RgbImage decode(Path file, int side) throws InvalidDatasetException {
    try {
      return decoder.decode(Files.readAllBytes(file), side, side).pixels();
    } catch (UndecodableImageException | IOException e) {
      throw new InvalidDatasetException(
          file, "cannot be decoded: " + e.getMessage(), "replace it or take it off the list");
    }
  }
}
