package io.engram.trainer.search.strategy;

import io.engram.trainer.search.space.InvalidSpaceException;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.trial.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The strategies, by the names of their sections in a space. */
public enum StrategyKind {
  ONE_AT_A_TIME("one-at-a-time"),
  ASHA("asha");

  private final String label;

  StrategyKind(String label) {
    this.label = label;
  }

  /** The name that people use. */
  public String label() {
    return label;
  }

  /**
   * The strategy of this name.
   *
   * @throws IllegalArgumentException if there is none; names those that there are
   */
  public static StrategyKind named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no strategy '%s', but %s".formatted(label, labels())));
  }

  private static String labels() {
    return Arrays.stream(values()).map(StrategyKind::label).collect(Collectors.joining(" and "));
  }

  /** The only strategy that the space has a section for; the paper's procedure if it has both. */
  public static StrategyKind defaultOf(Space space) {
    return ONE_AT_A_TIME.isIn(space) ? ONE_AT_A_TIME : ASHA;
  }

  /** Whether the space has a section for it. */
  public boolean isIn(Space space) {
    return this == ASHA ? space.asha().isPresent() : !space.oneAtATime().isEmpty();
  }

  /**
   * Checks that the space has a section for it.
   *
   * @param source what to call the space
   */
  public void requireIn(Space space, String source) throws InvalidSpaceException {
    if (!isIn(space)) {
      throw new InvalidSpaceException(
          source, List.of("it has no section " + label + ", which the strategy needs"));
    }
  }

  /**
   * The strategy over a space that has a section for it.
   *
   * @param training what a recipe comes to: equal for recipes that give the same training
   */
  public SearchStrategy over(Space space, Function<Recipe, ?> training) {
    return this == ASHA ? new Asha(space) : new OneAtATime(space, training);
  }
}
