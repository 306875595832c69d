package io.engram.trainer.search.strategy;

import io.engram.trainer.search.trial.Objective;
import java.util.List;

/**
 * What the choices of one parameter were worth, compared after the same number of epochs.
 *
 * @param parameter name of the parameter
 * @param epochs after which all of them are compared
 * @param choices in the order of the space
 */
public record ParameterWorth(String parameter, int epochs, List<ChoiceWorth> choices) {

  public ParameterWorth {
    choices = List.copyOf(choices);
  }

  /** The mean score of the best choice; {@link Objective#WORST} if none has one. */
  public double bestMean() {
    return choices.stream().mapToDouble(ChoiceWorth::mean).max().orElse(Objective.WORST);
  }

  /**
   * What one choice was worth.
   *
   * @param label of the choice, or of a part of a range
   * @param trials that had it and have a result
   * @param failed how many of them diverged or were refused
   * @param scores of the others; larger is better
   * @param kept whether the search went on with it; of those that keep nothing, the best mean
   */
  public record ChoiceWorth(
      String label, int trials, int failed, List<Double> scores, boolean kept) {
    public ChoiceWorth {
      scores = List.copyOf(scores);
    }

    /** Mean score; {@link Objective#WORST} if there is none. */
    public double mean() {
      return scores.stream().mapToDouble(s -> s).average().orElse(Objective.WORST);
    }

    /** Best score; {@link Objective#WORST} if there is none. */
    public double best() {
      return scores.stream().mapToDouble(s -> s).max().orElse(Objective.WORST);
    }
  }
}
