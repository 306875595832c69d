package io.engram.trainer.search.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that decides a training, besides data and machine.
 *
 * @param base a preset's name, or a whole configuration as an object
 * @param overrides what is changed in it
 * @param seed of everything random
 * @param epochs of a full training, which the learning rate's schedule spans; a trial that is
 *     stopped earlier has had the first part of that schedule
 */
public record Recipe(JsonNode base, Overrides overrides, long seed, int epochs) {

  public Recipe {
    Objects.requireNonNull(base);
    Objects.requireNonNull(overrides);
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be >= 1, was " + epochs);
    }
  }

  /** A recipe over a preset, for which nothing is changed. */
  public static Recipe of(JsonNode base, long seed, int epochs) {
    return new Recipe(base, new Overrides(Map.of()), seed, epochs);
  }

  /** The same with further changes, which win over earlier ones. */
  public Recipe with(Overrides further) {
    return new Recipe(base, overrides.with(further), seed, epochs);
  }

  /** The same with another seed. */
  public Recipe withSeed(long other) {
    return new Recipe(base, overrides, other, epochs);
  }
}
