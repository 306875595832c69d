package io.engram.processor.pipeline;

import java.time.Duration;
import java.util.Objects;

/**
 * Decides when waiting images must be scored. Knows no Kafka, model or clock.
 *
 * @param maxSize images in a batch at most
 * @param maxDelay how long an image may wait for others to join its batch
 */
public record FlushPolicy(int maxSize, Duration maxDelay) {
  public FlushPolicy {
    Objects.requireNonNull(maxDelay, "maxDelay");
    if (maxSize < 1) {
      throw new IllegalArgumentException("batch.max-size must be >= 1, was " + maxSize);
    }
    if (maxDelay.isNegative()) {
      throw new IllegalArgumentException("batch.max-delay-ms must be >= 0, was " + maxDelay);
    }
  }

  /**
   * How long a batch of {@code waiting} images, the oldest of which has waited for {@code age}, may
   * wait on; zero when it is due.
   */
  Duration remaining(int waiting, Duration age) {
    if (waiting >= maxSize || age.compareTo(maxDelay) >= 0) {
      return Duration.ZERO;
    }
    return maxDelay.minus(age);
  }
}
