package io.engram.trainer.search.space;

import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Recipe;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A declared search: what every trial has in common, and what varies.
 *
 * @param description for people
 * @param recipe base of all trials, with the first seed
 * @param seeds at least one
 * @param oneAtATime the parameters of the paper's procedure, in its order; may be empty
 * @param asha the space of successive halving, if there is one
 */
public record Space(
    String description,
    Recipe recipe,
    List<Long> seeds,
    Objective objective,
    List<ListedParameter> oneAtATime,
    Optional<AshaSpace> asha) {

  public Space {
    Objects.requireNonNull(recipe);
    Objects.requireNonNull(objective);
    Objects.requireNonNull(asha);
    seeds = List.copyOf(seeds);
    oneAtATime = List.copyOf(oneAtATime);
    if (seeds.isEmpty() || recipe.seed() != seeds.get(0)) {
      throw new IllegalArgumentException("a space needs a seed, and its recipe has the first");
    }
  }

  /** A parameter whose choices are all listed. */
  public record ListedParameter(String name, Domain.Choices domain) {

    /** The same as one of several kinds. */
    public Parameter parameter() {
      return new Parameter(name, domain);
    }
  }
}
