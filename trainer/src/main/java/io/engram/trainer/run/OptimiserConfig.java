package io.engram.trainer.run;

/**
 * How weights follow the gradient.
 *
 * @param rate highest learning rate
 * @param warmupSteps steps until it is reached
 * @param finalRate last learning rate as a share of the highest
 * @param weightDecay per unit of learning rate; of matrices only
 * @param gradientLimit longest gradient that is not shortened
 * @param averageDecay share that the moving average of the weights keeps at each step
 */
public record OptimiserConfig(
    double rate,
    int warmupSteps,
    double finalRate,
    double weightDecay,
    double gradientLimit,
    double averageDecay) {

  public OptimiserConfig {
    if (!(rate > 0) || warmupSteps < 0 || !(gradientLimit > 0)) {
      throw new IllegalArgumentException("rate and gradientLimit must be > 0 and warmupSteps >= 0");
    }
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException("averageDecay must be in [0,1), was " + averageDecay);
    }
  }
}
