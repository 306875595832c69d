package io.engram.processor.drift;

/** Watches what one model scores. Implementations are thread-safe and return at once. */
public interface ImageWatch {
  /** Watches nothing. */
  ImageWatch NONE = image -> {};

  /** The model scored an image whose content it did not remember. */
  void scored(WatchedImage image);
}
