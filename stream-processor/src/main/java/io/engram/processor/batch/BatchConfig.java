package io.engram.processor.batch;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineMemoryException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.Warmup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How batches are to be made, before the engine is known.
 *
 * @param maxSize images in a batch at most; empty: what {@code tuning} finds
 * @param maxDelay how long an image may wait for others to join its batch
 * @param tuning finds the largest batch where none is given
 */
public record BatchConfig(OptionalInt maxSize, Duration maxDelay, BatchTuning tuning) {
  public BatchConfig {
    Objects.requireNonNull(maxSize, "maxSize");
    Objects.requireNonNull(maxDelay, "maxDelay");
    Objects.requireNonNull(tuning, "tuning");
  }

  /**
   * Makes the engines of a model ready for their batches, and says what these will be; blocks.
   *
   * @param engines at least one
   * @throws EngineException if the batches are too large for the model, or an engine fails
   */
  public BatchPolicy warmUp(List<InferenceEngine> engines) throws EngineException {
    return warmUpFor(engines, maxSize.isPresent() ? maxSize.getAsInt() : tuned(engines.get(0)));
  }

  /**
   * The same where the device is in use and cannot be measured.
   *
   * @param measured size that was found when it was not
   */
  public BatchPolicy warmUp(List<InferenceEngine> engines, int measured) throws EngineException {
    int fits = BatchTensors.mostThatFit(engines.get(0));
    return warmUpFor(engines, maxSize.isPresent() ? maxSize.getAsInt() : Math.min(measured, fits));
  }

  private BatchPolicy warmUpFor(List<InferenceEngine> engines, int size) throws EngineException {
    int largest = size;
    while (true) {
      BatchPolicy policy = policy(engines.get(0), largest);
      try {
        for (InferenceEngine engine : engines) {
          Warmup.run(engine, policy.warmUpSizes());
        }
        return policy;
      } catch (EngineMemoryException e) {
        // One engine was measured as if it were alone on its device.
        if (maxSize.isPresent() || largest == 1) {
          throw e;
        }
        largest /= 2;
      }
    }
  }

  private BatchPolicy policy(InferenceEngine engine, int largest) throws EngineException {
    BatchTensors.requireFit(engine, largest);
    return engine.prefersFixedSizes()
        ? new BatchPolicy(largest, maxDelay, powersOfTwo(largest))
        : new BatchPolicy(largest, maxDelay);
  }

  private int tuned(InferenceEngine engine) throws EngineException {
    int fits = BatchTensors.mostThatFit(engine);
    return new BatchTuning(tuning.latency(), Math.min(tuning.most(), fits)).measure(engine);
  }

  private static List<Integer> powersOfTwo(int largest) {
    List<Integer> sizes = new ArrayList<>();
    for (int size = 1; size < largest; size *= 2) {
      sizes.add(size);
    }
    sizes.add(largest);
    return sizes;
  }
}
