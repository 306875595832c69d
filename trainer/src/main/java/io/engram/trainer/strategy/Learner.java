package io.engram.trainer.strategy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.engram.trainer.network.Layer;
import io.engram.trainer.optimise.GradientClip;
import io.engram.trainer.optimise.Optimiser;
import io.engram.trainer.optimise.OptimiserConfig;
import io.engram.trainer.optimise.ParameterVector;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A network together with what changes it. */
public final class Learner {

  private final ParameterVector weights;
  private final OptimiserConfig config;
  private final Optimiser optimiser;
  private final long steps;
  private final NDManager manager;
  private NDArray shares;

  /**
   * Takes hold of the weights of {@code network}, which is initialised.
   *
   * @param steps how many steps the training will have
   * @param manager what the weights and the optimiser's memory will belong to
   */
  public Learner(Layer network, OptimiserConfig config, long steps, NDManager manager) {
    this.weights = ParameterVector.bind(network, manager);
    this.config = config;
    this.optimiser = config.rule().on(weights, manager);
    this.steps = steps;
    this.manager = manager;
  }

  /** Lets some of the network's parameters change by {@code share} of what they would. */
  public void slow(Collection<Parameter> parameters, double share) {
    if (!parameters.isEmpty() && share < 1) {
      shares = manager.create(weights.shares(parameters, share));
    }
  }

  /** The weights. */
  public ParameterVector weights() {
    return weights;
  }

  /**
   * Changes the weights by the gradient of the backward passes since the last call.
   *
   * @param step number of the step, from 1
   * @param loss that the gradient is of
   * @throws DivergedException if loss or gradient are not finite; the network is of no use then
   */
  void learn(long step, double loss) {
    var gradient = weights.takeGradient();
    float length = GradientClip.clip(gradient, config.gradientLimit());
    if (!Double.isFinite(loss) || !Float.isFinite(length)) {
      throw new DivergedException(step, loss, length);
    }
    change(gradient, config.rate() * config.schedule().share(step, steps), step);
  }

  /** A share of a step is a step at that share of the rate, whatever the optimiser. */
  private void change(NDArray gradient, double rate, long step) {
    if (shares == null) {
      optimiser.step(gradient, rate, step);
      return;
    }
    try (var before = weights.trained().duplicate()) {
      optimiser.step(gradient, rate, step);
      weights.trained().subi(before).muli(shares).addi(before);
    }
  }

  /** Everything that changes during training, by name. */
  public Map<String, NDArray> state() {
    var state = new TreeMap<String, NDArray>();
    state.put("weights", weights.values());
    optimiser.state().forEach((name, array) -> state.put("optimiser." + name, array));
    return state;
  }
}
