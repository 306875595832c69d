package io.engram.trainer.loss;

import ai.djl.ndarray.NDArray;

/** Says how far predicted heatmaps are from the true ones. */
public interface HeatmapLoss {

  /**
   * Computes the loss of a batch.
   *
   * @param predicted {@code [N,2,S,S]} in [0,1], true schema first
   * @param actual of the same shape
   * @return a single number through which gradients flow
   */
  NDArray of(NDArray predicted, NDArray actual);
}
