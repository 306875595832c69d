package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum (Sutskever et al., 2013):
 *
 * <pre>
 * v = momentum v + g        w = w - rate v
 * </pre>
 *
 * @param momentum share of the last change that goes on; 0 for none
 * @param decay weight decay
 */
public record Sgd(double momentum, double decay) implements UpdateRule {

  public Sgd {
    UpdateRule.requireShare("rule.momentum", momentum);
    UpdateRule.requireDecay(decay);
  }

  @Override
  public Optimiser on(ParameterVector weights, NDManager manager) {
    var velocity = manager.zeros(weights.trained().getShape());
    return new Optimiser() {
      @Override
      public void step(NDArray gradient, double rate, long step) {
        weights.addDecay(gradient, decay);
        velocity.muli(momentum).addi(gradient);
        weights.trained().subi(velocity.mul(rate));
      }

      @Override
      public Map<String, NDArray> state() {
        return Map.of("velocity", velocity);
      }
    };
  }
}
