package io.engram.trainer.loss;

import ai.djl.ndarray.NDArray;

/** {@code mean |p - y|}: the paper's distance, half of what it is on [-1,1]. */
public record L1Loss() implements HeatmapLoss {

  @Override
  public NDArray of(NDArray predicted, NDArray actual) {
    return predicted.sub(actual).abs().mean();
  }
}
