package io.engram.benchmarks.figures;

import java.util.Arrays;
import java.util.Collection;

/** Order statistics. */
public final class Quantiles {
  private Quantiles() {}

  /** The middle value, or the mean of the two in the middle. */
  public static double median(Collection<Double> values) {
    double[] sorted = sorted(values.stream().mapToDouble(Double::doubleValue).toArray());
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest value that at least {@code share} of all values do not exceed (nearest rank).
   *
   * @param share in (0, 1]
   */
  public static double quantile(double[] values, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A quantile's share must be in (0, 1], was " + share);
    }
    double[] sorted = sorted(values);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("There are no values to take a quantile of");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
