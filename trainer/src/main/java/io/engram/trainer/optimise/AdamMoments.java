package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/**
 * What {@link Adam} and {@link AdamW} share:
 *
 * <pre>
 * m = b1 m + (1 - b1) g
 * v = b2 v + (1 - b2) g^2        change = rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e)
 * </pre>
 */
final class AdamMoments {

  private static final double EPSILON = 1e-8;

  private final double beta1;
  private final double beta2;
  private final NDArray mean;
  private final NDArray square;

  AdamMoments(double beta1, double beta2, Shape shape, NDManager manager) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    mean = manager.zeros(shape);
    square = manager.zeros(shape);
  }

  /** Takes in a gradient and returns what is to be subtracted from the weights. */
  NDArray change(NDArray gradient, double rate, long step) {
    mean.muli(beta1).addi(gradient.mul(1 - beta1));
    square.muli(beta2).addi(gradient.square().muli(1 - beta2));
    var deviation = square.div(1 - Math.pow(beta2, step)).sqrt().addi(EPSILON);
    return mean.mul(rate / (1 - Math.pow(beta1, step))).divi(deviation);
  }

  Map<String, NDArray> state() {
    return Map.of("mean", mean, "square", square);
  }
}
