package io.engram.cli.submit;

import java.time.Duration;
import java.util.Arrays;

/** How long images took, each of them kept: eight bytes an image. Not thread safe. */
final class Latencies {
  private static final int FIRST_CAPACITY = 1024;

  private long[] millis = new long[FIRST_CAPACITY];
  private int count;

  void add(Duration latency) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = latency.toMillis();
  }

  /**
   * The smallest latency that at least this share of the images did not exceed; zero without
   * images.
   *
   * @param share in (0, 1]
   */
  Duration percentile(double share) {
    if (count == 0) {
      return Duration.ZERO;
    }
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return Duration.ofMillis(sorted[(int) Math.ceil(share * count) - 1]);
  }
}
