package io.engram.trainer.search.space;

import io.engram.trainer.search.trial.Overrides;
import java.util.Objects;

/**
 * One thing that a parameter can be.
 *
 * @param label unique within its parameter, for people
 * @param overrides the settings that it means
 */
public record Choice(String label, Overrides overrides) {

  public Choice {
    Objects.requireNonNull(overrides);
    if (label.isBlank()) {
      throw new IllegalArgumentException("a choice needs a label");
    }
  }
}
