package io.engram.processor.content;

import java.time.Duration;
import java.util.Objects;

/**
 * How much scored content is remembered, and for how long.
 *
 * @param bytes of heatmaps at most; 0: none
 * @param age after which content is scored again
 */
public record CacheLimit(long bytes, Duration age) {
  public CacheLimit {
    Objects.requireNonNull(age, "age");
    if (bytes < 0) {
      throw new IllegalArgumentException("cache.max-bytes must be >= 0, was " + bytes);
    }
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("cache.max-age-minutes must be > 0, was " + age);
    }
  }

  /** The limit of a cache for a share of the images, in [0, 1]. */
  public CacheLimit share(double share) {
    return new CacheLimit((long) (share * bytes), age);
  }
}
