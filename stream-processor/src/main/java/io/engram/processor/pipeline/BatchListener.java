package io.engram.processor.pipeline;

import io.engram.model.engine.EngineException;
import java.time.Duration;

/** Hears what became of each image of a batch, on the batcher's thread: return quickly. */
interface BatchListener {
  void scored(ScoredImage image);

  /** A batch of {@code size} images took the engine this long. */
  void batchScored(int size, Duration inference);

  /** The engine refused this image on its own. */
  void failed(PendingImage image, EngineException reason);

  /** The engine is broken: neither this nor any later image will be scored. */
  void broken(PendingImage image, Throwable reason);
}
