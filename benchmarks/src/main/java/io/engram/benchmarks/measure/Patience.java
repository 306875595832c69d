package io.engram.benchmarks.measure;

import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.stage.OutcomeReader;
import io.engram.cli.console.CommandFailedException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Reads outcomes for as long as there are some, and gives up after two minutes without. */
final class Patience {
  private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final OutcomeReader outcomes;
  private final Collection<Child> children;
  private long heard = System.nanoTime();

  /**
   * @param children whose outcomes are read
   */
  Patience(OutcomeReader outcomes, Collection<Child> children) {
    this.outcomes = outcomes;
    this.children = children;
  }

  /** Waits until so many images have their outcome. */
  void await(int count) throws CommandFailedException {
    while (outcomes.count() < count) {
      poll();
    }
  }

  /**
   * Waits a moment.
   *
   * @return the numbers of the images that have their outcome since, maybe none
   * @throws CommandFailedException if a child ended, an image failed, or nothing comes any more
   */
  int[] poll() throws CommandFailedException {
    int[] numbers = outcomes.poll();
    if (numbers.length > 0) {
      heard = System.nanoTime();
    }
    for (Child child : children) {
      child.requireAlive();
    }
    if (System.nanoTime() - heard > SILENCE_NANOS) {
      throw new CommandFailedException(
          "the benchmark",
          "has waited for an outcome for two minutes; %,d images have theirs"
              .formatted(outcomes.count()),
          "See the logs of its processes.");
    }
    return numbers;
  }
}
