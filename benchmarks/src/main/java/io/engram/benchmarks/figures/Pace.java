package io.engram.benchmarks.figures;

import java.time.Duration;

/**
 * When images are due that are sent at a constant pace, whatever becomes of them: an image that had
 * to wait for its sender has waited too.
 *
 * @param perSecond images a second
 * @param warmUp of the first images, which are not measured
 * @param measured of those that are
 */
public record Pace(double perSecond, Duration warmUp, Duration measured) {
  public Pace {
    if (!(perSecond > 0) || perSecond * seconds(measured) < 1) {
      throw new IllegalArgumentException(
          "At %f images a second none is due within %s".formatted(perSecond, measured));
    }
  }

  /** How many images are sent. */
  public int images() {
    return unmeasured() + (int) Math.floor(perSecond * seconds(measured));
  }

  /** How many of them come first and are not measured. */
  public int unmeasured() {
    return (int) Math.ceil(perSecond * seconds(warmUp));
  }

  /** Nanoseconds from the beginning until image {@code index} is due. */
  public long dueNanos(int index) {
    return Math.round(1e9 * index / perSecond);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
