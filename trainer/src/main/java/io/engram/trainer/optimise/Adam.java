package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1); see {@link AdamMoments} for its equations.
 *
 * @param beta1 share of the gradient's running mean that a step keeps
 * @param beta2 share of the squared gradient's running mean that a step keeps
 * @param decay weight decay
 */
public record Adam(double beta1, double beta2, double decay) implements UpdateRule {

  public Adam {
    UpdateRule.requireShare("rule.beta1", beta1);
    UpdateRule.requireShare("rule.beta2", beta2);
    UpdateRule.requireDecay(decay);
  }

  @Override
  public Optimiser on(ParameterVector weights, NDManager manager) {
    var moments = new AdamMoments(beta1, beta2, weights.trained().getShape(), manager);
    return new Optimiser() {
      @Override
      public void step(NDArray gradient, double rate, long step) {
        weights.addDecay(gradient, decay);
        weights.trained().subi(moments.change(gradient, rate, step));
      }

      @Override
      public Map<String, NDArray> state() {
        return moments.state();
      }
    };
  }
}
