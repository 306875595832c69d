package io.engram.cli.metrics;

import java.util.function.BooleanSupplier;

/**
 * What a command answers to those who run it.
 *
 * @param live whether it works, or begins to: where it is not, it must be started again
 * @param ready whether it does what it is there for
 */
public record Health(BooleanSupplier live, BooleanSupplier ready) {
  /** Of a command that has not got ready yet. */
  static final Health STARTING = new Health(() -> true, () -> false);
}
