package io.engram.trainer.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Guesses how long the rest takes from how long the steps so far took. */
final class TimeLeft {

  private final LongSupplier nanoseconds;
  private final long started;
  private final long steps;
  private long done;

  TimeLeft(LongSupplier nanoseconds, long steps) {
    this.nanoseconds = nanoseconds;
    this.steps = steps;
    started = nanoseconds.getAsLong();
  }

  /** Counts one more step and returns what is left. */
  Duration afterStep() {
    done++;
    return now();
  }

  Duration now() {
    if (done == 0) {
      return Duration.ZERO;
    }
    double each = (double) (nanoseconds.getAsLong() - started) / done;
    return Duration.ofNanos((long) (each * (steps - done)));
  }
}
