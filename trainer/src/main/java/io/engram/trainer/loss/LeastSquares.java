package io.engram.trainer.loss;

import ai.djl.ndarray.NDArray;

/** The adversarial loss of least squares (Mao et al., 2017, with labels 0 and 1). */
public final class LeastSquares {

  private LeastSquares() {}

  /** {@code MSE(scores, 1)}: small where scores say that people made the map. */
  public static NDArray towardsReal(NDArray scores) {
    return scores.sub(1).square().mean();
  }

  /** {@code MSE(scores, 0)}: small where scores say that the map was generated. */
  public static NDArray towardsGenerated(NDArray scores) {
    return scores.square().mean();
  }
}
