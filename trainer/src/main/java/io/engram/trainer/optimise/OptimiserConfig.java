package io.engram.trainer.optimise;

/**
 * How the weights of one network follow the gradient.
 *
 * @param rule how a gradient becomes a change
 * @param rate highest learning rate
 * @param schedule how the rate changes over the training
 * @param gradientLimit longest gradient that is not shortened; 0 for no limit
 */
public record OptimiserConfig(
    UpdateRule rule, double rate, Schedule schedule, double gradientLimit) {

  public OptimiserConfig {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("optimiser.rate must be > 0, was " + rate);
    }
    if (!(gradientLimit >= 0)) {
      throw new IllegalArgumentException(
          "optimiser.gradientLimit must be >= 0, was " + gradientLimit);
    }
  }
}
