package io.engram.processor.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides when to try again what failed for no fault of the image, and when to give up. Knows no
 * clock.
 *
 * @param first how long to wait after the first attempt; twice as long after each further one
 * @param longest wait between two attempts
 * @param attempts in all, after which the processor stops
 */
record RetryPolicy(Duration first, Duration longest, int attempts) {
  /** Bridges an outage of about five minutes: the restart of a registry. */
  static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(10), 36);

  RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be >= 1, was " + attempts);
    }
  }

  /** How long to wait after that many attempts; empty when there were enough. */
  Optional<Duration> delayAfter(int failed) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    Duration delay = first;
    for (int i = 1; i < failed && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return Optional.of(delay.compareTo(longest) < 0 ? delay : longest);
  }
}
