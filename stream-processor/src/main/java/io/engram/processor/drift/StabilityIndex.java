package io.engram.processor.drift;

import java.util.Arrays;

/**
 * The population stability index: how far the shares {@code q} of observed values lie from those of
 * a reference, {@code p}: the sum of {@code (q - p) ln(q / p)} over all groups. Below 0.1 it is
 * usually read as no change and above 0.25 as a large one. Half a value is added to each group on
 * both sides, so that an empty one gives a finite index.
 *
 * <p>Of {@code n} values that come from where {@code m} of the reference came from, the index over
 * {@code B} groups is distributed about as {@code (1/n + 1/m)} times a chi-square of {@code B - 1}
 * degrees of freedom (B. Yurdakul, "Statistical Properties of Population Stability Index", Western
 * Michigan University, 2018). So a fixed threshold would be passed by chance where values are few.
 */
final class StabilityIndex {
  private static final double SMOOTHING = 0.5;

  /**
   * Standard deviations of a normal distribution: chance passes the limit once in three million
   * windows, which is once in months where hundreds end in an hour. With six, a reference of 160
   * photographs would not tell them from their negatives.
   */
  private static final double CERTAINTY = 5;

  private final long[] reference;
  private final long total;

  /**
   * @param reference values by group, at least one
   */
  StabilityIndex(long[] reference) {
    this.reference = reference.clone();
    this.total = Arrays.stream(reference).sum();
  }

  /**
   * The index of observed values.
   *
   * @param observed values by group
   */
  double of(long[] observed) {
    long values = Arrays.stream(observed).sum();
    double index = 0;
    for (int group = 0; group < reference.length; group++) {
      double p = share(reference[group], total);
      double q = share(observed[group], values);
      index += (q - p) * Math.log(q / p);
    }
    return index;
  }

  private double share(long count, long of) {
    return (count + SMOOTHING) / (of + SMOOTHING * reference.length);
  }

  /**
   * The index above which observed values drift: the threshold, or what chance explains if that is
   * more.
   *
   * @param values how many are observed
   */
  double limit(double threshold, long values) {
    return Math.max(threshold, (1.0 / values + 1.0 / total) * chiSquare(reference.length - 1));
  }

  /**
   * The quantile of a chi-square distribution (E. B. Wilson and M. M. Hilferty, "The Distribution
   * of Chi-Square", PNAS 17, 1931): its tail is longer than that of a normal one.
   */
  private static double chiSquare(int degrees) {
    if (degrees == 0) {
      return 0;
    }
    double variance = 2.0 / (9 * degrees);
    return degrees * Math.pow(1 - variance + CERTAINTY * Math.sqrt(variance), 3);
  }
}
