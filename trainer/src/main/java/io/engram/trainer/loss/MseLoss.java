package io.engram.trainer.loss;

import ai.djl.ndarray.NDArray;

/** {@code mean (p - y)^2}. */
public record MseLoss() implements HeatmapLoss {

  @Override
  public NDArray of(NDArray predicted, NDArray actual) {
    return predicted.sub(actual).square().mean();
  }
}
