package io.engram.trainer.search;

import java.time.Duration;
import java.util.Optional;

/**
 * How much training a search may do. What is under way when it is spent is finished.
 *
 * @param limit empty for as much as the strategy wants
 */
public record Budget(Optional<Duration> limit) {

  public Budget {
    if (limit.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
      throw new IllegalArgumentException("a budget must be longer than nothing");
    }
  }

  public static Budget unlimited() {
    return new Budget(Optional.empty());
  }

  public static Budget of(Duration limit) {
    return new Budget(Optional.of(limit));
  }

  /** Whether nothing more may be started after training for so long. */
  public boolean isSpent(double seconds) {
    return limit.isPresent() && seconds >= limit.get().toMillis() / 1e3;
  }

  /** What is left after training for so long. */
  public Optional<Duration> left(double seconds) {
    return limit
        .map(time -> time.minusMillis(Math.round(seconds * 1e3)))
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }
}
