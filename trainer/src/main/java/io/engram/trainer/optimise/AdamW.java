package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2): the decay, {@code w
 * = w - rate decay w}, does not go through the moments of {@link AdamMoments}.
 *
 * @param beta1 share of the gradient's running mean that a step keeps
 * @param beta2 share of the squared gradient's running mean that a step keeps
 * @param decay weight decay, per unit of learning rate
 */
public record AdamW(double beta1, double beta2, double decay) implements UpdateRule {

  public AdamW {
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
        var change = moments.change(gradient, rate, step);
        weights.decayed().muli(1 - rate * decay);
        weights.trained().subi(change);
      }

      @Override
      public Map<String, NDArray> state() {
        return moments.state();
      }
    };
  }
}
