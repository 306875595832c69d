package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Adagrad (Duchi et al., 2011): weights that moved much move less.
 *
 * <pre>
 * s = s + g^2        w = w - rate g / (sqrt(s) + e)
 * </pre>
 *
 * @param decay weight decay
 */
public record Adagrad(double decay) implements UpdateRule {

  private static final double EPSILON = 1e-10;

  public Adagrad {
    UpdateRule.requireDecay(decay);
  }

  @Override
  public Optimiser on(ParameterVector weights, NDManager manager) {
    var sum = manager.zeros(weights.trained().getShape());
    return new Optimiser() {
      @Override
      public void step(NDArray gradient, double rate, long step) {
        weights.addDecay(gradient, decay);
        sum.addi(gradient.square());
        weights.trained().subi(gradient.mul(rate).divi(sum.sqrt().addi(EPSILON)));
      }

      @Override
      public Map<String, NDArray> state() {
        return Map.of("sum", sum);
      }
    };
  }
}
