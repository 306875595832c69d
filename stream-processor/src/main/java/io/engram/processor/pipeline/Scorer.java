package io.engram.processor.pipeline;

import java.util.concurrent.CompletableFuture;

/** Turns image records into outcomes, asynchronously. */
public interface Scorer {
  /**
   * Begins to score a record and returns at once. The future ends with an outcome for any image,
   * good or bad; it ends exceptionally only if the scorer itself is broken, and then the process
   * must stop. A cancelled future's image may be dropped.
   */
  CompletableFuture<Outcome> submit(ImageRecord image);

  /** Bytes that an image occupies, at most, between its submission and its outcome. */
  default long bytes(ImageRecord image) {
    return image.bytes();
  }
}
