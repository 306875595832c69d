package io.engram.processor.batch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Decides when waiting images must be scored, and as a batch of which size. Knows no Kafka, model
 * or clock.
 *
 * @param maxSize images in a batch at most
 * @param maxDelay how long an image may wait for others to join its batch
 * @param buckets the only sizes that the engine is given, ascending; a batch between two of them is
 *     padded. For engines that are slow at a size that they see for the first time. Empty: any
 */
public record BatchPolicy(int maxSize, Duration maxDelay, List<Integer> buckets) {
  public BatchPolicy {
    Objects.requireNonNull(maxDelay, "maxDelay");
    buckets = List.copyOf(buckets);
    if (maxSize < 1) {
      throw new IllegalArgumentException("batch.max-size must be >= 1, was " + maxSize);
    }
    if (maxDelay.isNegative()) {
      throw new IllegalArgumentException("batch.max-delay-ms must be >= 0, was " + maxDelay);
    }
    if (!buckets.stream().sorted().distinct().toList().equals(buckets)
        || (!buckets.isEmpty() && (buckets.get(0) < 1 || last(buckets) != maxSize))) {
      throw new IllegalArgumentException(
          "batch.buckets must be ascending sizes, the last of them the largest batch of %d, were %s"
              .formatted(maxSize, buckets));
    }
  }

  /** A policy that gives the engine batches of any size. */
  public BatchPolicy(int maxSize, Duration maxDelay) {
    this(maxSize, maxDelay, List.of());
  }

  private static int last(List<Integer> buckets) {
    return buckets.get(buckets.size() - 1);
  }

  /**
   * How long a batch of {@code waiting} images, the oldest of which has waited for {@code age}, may
   * wait on; zero when it is due.
   *
   * @param largest images that the engine takes, where that is less than {@link #maxSize}
   */
  Duration remaining(int waiting, int largest, Duration age) {
    if (waiting >= Math.min(maxSize, largest) || age.compareTo(maxDelay) >= 0) {
      return Duration.ZERO;
    }
    return maxDelay.minus(age);
  }

  /** The size, at least {@code images}, of the batch that the engine is given for them. */
  int padded(int images) {
    return buckets.stream().filter(bucket -> bucket >= images).findFirst().orElse(images);
  }

  /** The largest size, at most {@code size}, that the engine may be given. */
  int atMost(int size) {
    return buckets.stream().filter(bucket -> bucket <= size).reduce((a, b) -> b).orElse(size);
  }

  /** The sizes that an engine should be warmed up with. */
  public List<Integer> warmUpSizes() {
    return buckets.isEmpty() ? List.of(1, maxSize) : buckets;
  }
}
