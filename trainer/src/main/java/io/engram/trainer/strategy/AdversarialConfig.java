package io.engram.trainer.strategy;

import io.engram.trainer.loss.HeatmapLoss;
import io.engram.trainer.network.DiscriminatorConfig;
import io.engram.trainer.optimise.OptimiserConfig;

/**
 * Learning against a discriminator; see {@link Adversarial}.
 *
 * @param loss how far generated maps are from people's
 * @param lambda its weight beside the discriminator's verdict; on maps in [-1,1], as in the
 *     literature, half as much weighs the same
 * @param discriminator the opponent
 * @param optimiser how the opponent learns
 */
public record AdversarialConfig(
    HeatmapLoss loss, double lambda, DiscriminatorConfig discriminator, OptimiserConfig optimiser)
    implements StrategyConfig {

  public AdversarialConfig {
    if (!(lambda >= 0)) {
      throw new IllegalArgumentException("strategy.lambda must be >= 0, was " + lambda);
    }
  }
}
