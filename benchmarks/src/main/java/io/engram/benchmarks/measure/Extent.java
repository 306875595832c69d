package io.engram.benchmarks.measure;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp images that a contender scores before it is measured
 * @param images of each drain that are measured
 * @param paced how long latencies are measured at each load; zero for not at all
 */
public record Extent(int rounds, int warmUp, int images, Duration paced) {
  public Extent {
    if (rounds < 1 || warmUp < 1 || images < 1 || paced.isNegative()) {
      throw new IllegalArgumentException(
          "Rounds, images of warm-up and images must be at least 1, seconds at least 0");
    }
  }

  /** Drains alone, of as many times the images. */
  public Extent drains(int times) {
    return new Extent(
        rounds,
        Math.multiplyExact(times, warmUp),
        Math.multiplyExact(times, images),
        Duration.ZERO);
  }
}
