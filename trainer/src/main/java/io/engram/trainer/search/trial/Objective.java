package io.engram.trainer.search.trial;

import java.util.Objects;

/**
 * What a search is after.
 *
 * @param metric {@code loss} for the training loss, or the name of a validation metric
 */
public record Objective(String metric, Goal goal) {

  /** Which way is better. */
  public enum Goal {
    MAXIMISE,
    MINIMISE
  }

  /** The score of a trial that has none; nothing is worse. */
  public static final double WORST = Double.NEGATIVE_INFINITY;

  public Objective {
    Objects.requireNonNull(goal);
    if (metric.isBlank()) {
      throw new IllegalArgumentException("an objective needs the name of a metric");
    }
  }

  /** The correlation of the sum of both schemas on the validation images, as large as possible. */
  public static Objective standard() {
    return new Objective("correlation_sum", Goal.MAXIMISE);
  }

  /** How good the outcome's last epoch is: larger is better, whatever the goal. */
  public double score(TrialOutcome outcome) {
    return outcome instanceof TrialOutcome.Trained trained ? score(trained.last()) : WORST;
  }

  /** How good an epoch is: larger is better, whatever the goal. */
  public double score(EpochFigures epoch) {
    double figure = epoch.figure(metric);
    if (Double.isNaN(figure)) {
      return WORST;
    }
    return goal == Goal.MAXIMISE ? figure : -figure;
  }

  /** The figure that has this score. */
  public double figure(double score) {
    if (score == WORST) {
      return Double.NaN;
    }
    return goal == Goal.MAXIMISE ? score : -score;
  }
}
