package io.engram.trainer.search.training;

import io.engram.model.bundle.Sha256;
import io.engram.trainer.run.Ancestors;
import io.engram.trainer.run.FirstWeights;
import io.engram.trainer.run.TrainingConfig;
import java.util.List;
import java.util.Optional;

/**
 * The weights that all trials of a search start from.
 *
 * @param backbone those of every network that has a backbone; without, and in networks that have
 *     none, they are drawn from the seed
 */
public record TrialStart(Optional<FirstWeights> backbone) {

  /** From weights drawn from the seed. */
  public static TrialStart random() {
    return new TrialStart(Optional.empty());
  }

  /**
   * Tells searches and workers by what goes into their trials besides the recipes.
   *
   * @param data fingerprint of the data set
   */
  public String fingerprint(String data) {
    return backbone.map(weights -> Sha256.of(data + "\n" + weights.id() + "\n")).orElse(data);
  }

  /** What a trial of {@code config} builds on. */
  Ancestors ancestors(TrainingConfig config) {
    return new Ancestors(backbone.filter(weights -> isUsedBy(config)), List.of());
  }

  /** Whether a trial of {@code config} starts from the backbone's weights. */
  boolean isUsedBy(TrainingConfig config) {
    return backbone.isPresent() && config.network().hasBackbone();
  }

  /**
   * Checks that trials of {@code config} can start.
   *
   * @throws IllegalArgumentException if it needs weights that are missing, or these do not fit
   */
  void requireFit(TrainingConfig config) {
    var ancestors = ancestors(config);
    ancestors.requireFit(ancestors.describe(config));
  }
}
