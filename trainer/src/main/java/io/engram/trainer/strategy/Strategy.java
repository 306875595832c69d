package io.engram.trainer.strategy;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Trains a generator, step by step. */
public sealed interface Strategy permits Supervised, Adversarial, Distilled {

  /**
   * Learns from one batch. Arrays that it makes belong to the manager of the batch.
   *
   * @param step number of the step, from 1
   * @throws DivergedException if a loss or a gradient is not finite
   */
  Losses step(Example batch, long step);

  /** Everything besides the generator that changes during training, by name. */
  Map<String, NDArray> state();
}
