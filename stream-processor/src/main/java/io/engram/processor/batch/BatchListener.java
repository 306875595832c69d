package io.engram.processor.batch;

import java.time.Duration;

/** Hears of batches, on the batcher's thread: return quickly. */
public interface BatchListener {
  /** A batch of {@code size} images took the engine this long. */
  void batchScored(int size, Duration inference);
}
