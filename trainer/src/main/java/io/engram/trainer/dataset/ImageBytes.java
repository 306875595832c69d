package io.engram.trainer.dataset;

import io.engram.imaging.DecodeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads image files, whatever they turn out to be. */
public final class ImageBytes {

  /** What an image of a data set may cost. */
  public static final DecodeLimits LIMITS = DecodeLimits.defaults();

  private ImageBytes() {}

  /**
   * Returns a file's content, or of one that is larger than {@link #LIMITS} just so much that a
   * decoder refuses it: a film by the name of a photograph must not fill the memory.
   */
  public static byte[] read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(LIMITS.maxBytes() + 1);
    }
  }
}
