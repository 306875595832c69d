package io.engram.trainer.strategy;

import io.engram.trainer.loss.HeatmapLoss;
import java.util.List;

/**
 * Learning from people and from earlier models; see {@link Distilled}.
 *
 * @param loss how far generated maps are from the others
 * @param share weight of the teachers beside people, in [0,1]
 * @param teachers SHA-256 of each teacher's weights
 */
public record DistilledConfig(HeatmapLoss loss, double share, List<String> teachers)
    implements StrategyConfig {

  public DistilledConfig {
    teachers = List.copyOf(teachers);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("strategy.share must be in [0,1], was " + share);
    }
  }
}
