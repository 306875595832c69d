package io.engram.processor.reference;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides when a server is asked again, and when no more. Knows no clock and throws no dice.
 *
 * @param first how long to wait after the first attempt, at most; twice as long after each further
 *     one
 * @param longest wait, also where a server asks for more
 * @param attempts in all
 */
record Backoff(Duration first, Duration longest, int attempts) {
  Backoff {
    if (attempts < 1) {
      throw new IllegalArgumentException("references.attempts must be >= 1, was " + attempts);
    }
  }

  static Backoff of(int attempts) {
    return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), attempts);
  }

  /**
   * How long to wait after that many attempts; empty when there were enough.
   *
   * @param asked what the server asked for
   * @param random in [0, 1): spreads images that failed together over the second half of the wait
   */
  Optional<Duration> delayAfter(int failed, Optional<Duration> asked, double random) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    double wait = first.toMillis() * Math.pow(2, failed - 1);
    double spread = Math.min(wait, (double) longest.toMillis()) * (1 + random) / 2;
    long atLeast = asked.map(Duration::toMillis).orElse(0L);
    return Optional.of(
        Duration.ofMillis(Math.min(Math.max((long) spread, atLeast), longest.toMillis())));
  }
}
