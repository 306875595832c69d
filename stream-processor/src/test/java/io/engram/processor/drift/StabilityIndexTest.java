package io.engram.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.model.bundle.Histogram;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {
  private static final double THRESHOLD = 0.1;

  private final Random random = new Random(7);

  @Test
  void shouldBeZeroForEqualShares() {
    assertThat(new StabilityIndex(new long[] {20, 30}).of(new long[] {20, 30})).isZero();
  }

  @Test
  void shouldSumOverTheGroups() {
    StabilityIndex index = new StabilityIndex(new long[] {19, 79});

    // Shares of 19.5/99 and 79.5/99 against 59.5/119 each.
    assertThat(index.of(new long[] {59, 59}))
        .isCloseTo(
            (0.5 - 19.5 / 99) * Math.log(0.5 * 99 / 19.5)
                + (0.5 - 79.5 / 99) * Math.log(0.5 * 99 / 79.5),
            within(1e-12))
        .isCloseTo(0.4258, within(1e-4));
  }

  @Test
  void shouldBeFiniteWhereGroupsAreEmpty() {
    // Shares of 0.5/100 and 99.5/100, exchanged: 2 * 0.99 * ln(199).
    assertThat(new StabilityIndex(new long[] {0, 99}).of(new long[] {99, 0}))
        .isCloseTo(10.4807, within(1e-4));
  }

  @Test
  void shouldNotLimitBelowTheThreshold() {
    assertThat(new StabilityIndex(new long[] {5000, 5000}).limit(THRESHOLD, 1000))
        .isEqualTo(THRESHOLD);
    assertThat(new StabilityIndex(new long[] {5000}).limit(THRESHOLD, 1000)).isEqualTo(THRESHOLD);
  }

  @Test
  void shouldLimitAboveWhatChanceExplainsWithFewValues() {
    // The chi-square of nine degrees that is passed once in three million is about 49.
    StabilityIndex tenGroups = new StabilityIndex(new long[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5});

    assertThat(tenGroups.limit(THRESHOLD, 100)).isCloseTo(49.15 * 0.03, within(0.001));
    assertThat(tenGroups.limit(5, 100)).isEqualTo(5);
  }

  /** Three features, a thousand windows each: more than an hour at 800 images a second. */
  @Test
  void shouldNotPassTheLimitByChance() {
    for (int images : new int[] {100, 1000}) {
      for (DoubleSupplier feature : features()) {
        double closest = 0;
        for (int references = 0; references < 10; references++) {
          Watch watch = new Watch(feature, images);
          for (int windows = 0; windows < 100; windows++) {
            closest = Math.max(closest, watch.window(feature, images));
          }
        }
        assertThat(closest).as("%d images", images).isBetween(0.05, 1.0);
      }
    }
  }

  @Test
  void shouldPassTheLimitInTheFirstShiftedWindow() {
    DoubleSupplier brightness = features()[0];
    for (int images : new int[] {100, 1000}) {
      Watch watch = new Watch(brightness, images);
      assertThat(watch.window(() -> 1 - brightness.getAsDouble(), images)).isGreaterThan(1);
    }
  }

  /** Spread, skewed, and nearly always the same. */
  private DoubleSupplier[] features() {
    return new DoubleSupplier[] {
      () -> 0.3 + 0.08 * random.nextGaussian(),
      () -> Math.pow(random.nextDouble(), 3),
      () -> random.nextInt(50) == 0 ? random.nextDouble() : 0.5
    };
  }

  /** A reference of as many values as a window, and the index of windows over their limit. */
  private static final class Watch {
    private final BinGroups groups;
    private final StabilityIndex index;

    Watch(DoubleSupplier values, int size) {
      groups = BinGroups.of(Histogram.of(DoubleStream.generate(values).limit(size), 0, 1, 50));
      index = new StabilityIndex(groups.counts());
    }

    double window(DoubleSupplier values, int size) {
      long[] counts = new long[groups.counts().length];
      DoubleStream.generate(values).limit(size).forEach(value -> counts[groups.of(value)]++);
      return index.of(counts) / index.limit(THRESHOLD, size);
    }
  }
}
