package io.engram.trainer.evaluate.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: Pearson's of the ranks, {@code rho = cov(R(x), R(y)) / (sd(R(x))
 * sd(R(y)))}, where equal values share the mean of their ranks (Spearman, "The proof and
 * measurement of association between two things", 1904). For scores of whole images.
 */
public final class RankCorrelation {

  private RankCorrelation() {}

  /** Returns the correlation in [-1,1], or 0 where all values of one side are equal. */
  public static double of(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "as many values on each side: %d and %d".formatted(a.length, b.length));
    }
    return Correlation.of(ranks(a), ranks(b));
  }

  /** Ranks from 1, as floats: exact for up to eight million values, halves included. */
  private static float[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    var ranks = new float[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2f;
      }
      from = to;
    }
    return ranks;
  }
}
