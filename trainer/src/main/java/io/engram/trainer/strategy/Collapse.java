package io.engram.trainer.strategy;

import java.util.Optional;

/**
 * A contest that is over: one side's loss was near zero for a whole epoch, so the other side no
 * longer learns anything from it.
 */
public enum Collapse {
  /** The discriminator tells every generated map, and the generator gets no direction. */
  DISCRIMINATOR_WINS("the discriminator tells every generated map from people's; weaken it"),
  /** The generator deceives the discriminator with everything, whatever it paints. */
  GENERATOR_WINS("the discriminator takes every generated map for people's; strengthen it");

  /** A twenty-fifth of the loss of a discriminator that cannot tell. */
  private static final double NEAR_ZERO = 0.01;

  private final String message;

  Collapse(String message) {
    this.message = message;
  }

  /** Judges the mean losses of an epoch. */
  public static Optional<Collapse> of(Losses epoch) {
    return epoch
        .contest()
        .flatMap(
            contest -> {
              if (contest.discriminator() < NEAR_ZERO) {
                return Optional.of(DISCRIMINATOR_WINS);
              }
              return contest.generator() < NEAR_ZERO
                  ? Optional.of(GENERATOR_WINS)
                  : Optional.empty();
            });
  }

  /** What happened and what to do. */
  public String message() {
    return message;
  }
}
