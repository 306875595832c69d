package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Changes the weights of one {@link ParameterVector} by gradients. */
public interface Optimiser {

  /**
   * Changes the weights.
   *
   * @param gradient of the loss, as long as the trained part of the vector; may be overwritten
   * @param rate learning rate of this step
   * @param step number of this step, from 1
   */
  void step(NDArray gradient, double rate, long step);

  /** What it remembers from step to step, by name: for checkpoints. */
  Map<String, NDArray> state();
}
