package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Adadelta (Zeiler, 2012, algorithm 1): changes are of the size of the changes before them.
 *
 * <pre>
 * v = rho v + (1 - rho) g^2
 * d = g sqrt(u + e) / sqrt(v + e)        w = w - rate d
 * u = rho u + (1 - rho) d^2
 * </pre>
 *
 * @param rho share of the running means that a step keeps
 * @param decay weight decay
 */
public record Adadelta(double rho, double decay) implements UpdateRule {

  private static final double EPSILON = 1e-6;

  public Adadelta {
    UpdateRule.requireShare("rule.rho", rho);
    UpdateRule.requireDecay(decay);
  }

  @Override
  public Optimiser on(ParameterVector weights, NDManager manager) {
    var square = manager.zeros(weights.trained().getShape());
    var changes = manager.zeros(weights.trained().getShape());
    return new Optimiser() {
      @Override
      public void step(NDArray gradient, double rate, long step) {
        weights.addDecay(gradient, decay);
        square.muli(rho).addi(gradient.square().muli(1 - rho));
        var change = changes.add(EPSILON).sqrt().divi(square.add(EPSILON).sqrt()).muli(gradient);
        changes.muli(rho).addi(change.square().muli(1 - rho));
        weights.trained().subi(change.mul(rate));
      }

      @Override
      public Map<String, NDArray> state() {
        return Map.of("square", square, "changes", changes);
      }
    };
  }
}
