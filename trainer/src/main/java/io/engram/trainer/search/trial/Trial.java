package io.engram.trainer.search.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One point of a search space.
 *
 * @param number from 0, in the order in which a search proposes its trials
 * @param choices what was chosen for each parameter of the space, for people
 * @param recipe what that comes to
 */
public record Trial(int number, Map<String, String> choices, Recipe recipe) {

  public Trial {
    Objects.requireNonNull(recipe);
    if (number < 0) {
      throw new IllegalArgumentException("a trial's number must be >= 0, was " + number);
    }
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
  }

  /** The trial trained until the given epoch. */
  public TrialJob until(int epoch) {
    return new TrialJob(this, epoch);
  }
}
