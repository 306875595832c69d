package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2):
 *
 * <pre>
 * m = b1 m + (1 - b1) g          w = w - rate decay w       (matrices only)
 * v = b2 v + (1 - b2) g^2        w = w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e)
 * </pre>
 */
public final class AdamW {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final ParameterVector weights;
  private final double decay;
  private final NDArray mean;
  private final NDArray square;

  /** Starts with moments of zero, which belong to {@code manager}. */
  public AdamW(ParameterVector weights, double decay, NDManager manager) {
    this.weights = weights;
    this.decay = decay;
    mean = manager.zeros(weights.trained().getShape());
    square = manager.zeros(weights.trained().getShape());
  }

  /** The running mean m of the gradient: state, for checkpoints. */
  public NDArray mean() {
    return mean;
  }

  /** The running mean v of the squared gradient: state, for checkpoints. */
  public NDArray square() {
    return square;
  }

  /**
   * Changes the weights.
   *
   * @param gradient of the loss, as long as the trained part of the vector
   * @param rate learning rate of this step
   * @param step number of this step, from 1
   */
  public void step(NDArray gradient, double rate, long step) {
    try (var temporaries = new NDScope()) {
      temporaries.suppressNotUsedWarning();
      mean.muli(BETA_1).addi(gradient.mul(1 - BETA_1));
      square.muli(BETA_2).addi(gradient.square().muli(1 - BETA_2));
      var deviation = square.div(1 - Math.pow(BETA_2, step)).sqrt().addi(EPSILON);
      weights.decayed().muli(1 - rate * decay);
      weights.trained().subi(mean.mul(rate / (1 - Math.pow(BETA_1, step))).divi(deviation));
    }
  }
}
