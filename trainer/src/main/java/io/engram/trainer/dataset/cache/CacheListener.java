package io.engram.trainer.dataset.cache;

import java.io.IOException;
import java.nio.file.Path;

/** Hears what a cache does. Called on the thread that reads. */
public interface CacheListener {

  /** Hears nothing. */
  CacheListener NONE = new CacheListener() {};

  /** Pairs were decoded before; nothing is decoded now. */
  default void reused(Path file) {}

  /** Pairs are being decoded, for this time and later ones. */
  default void decoding(int pairs) {}

  /**
   * The folder cannot be used: pairs are decoded into memory, now and every time. Worth a warning.
   */
  default void unusable(Path folder, IOException reason) {}
}
