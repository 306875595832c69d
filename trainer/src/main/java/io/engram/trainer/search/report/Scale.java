package io.engram.trainer.search.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear axis from values to pixels.
 *
 * @param low value at {@code start}
 * @param high value at {@code end}, larger than {@code low}
 */
record Scale(double low, double high, double start, double end) {

  private static final int TICKS = 5;

  /** An axis that has room for all finite values. */
  static Scale of(double[] values, double start, double end) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double low = Arrays.stream(finite).min().orElse(0);
    double high = Arrays.stream(finite).max().orElse(1);
    double margin = high > low ? (high - low) * 0.05 : Math.max(Math.abs(high) * 0.05, 0.5);
    return new Scale(low - margin, high + margin, start, end);
  }

  double pixel(double value) {
    return start + (value - low) / (high - low) * (end - start);
  }

  /** Round values at which to draw lines. */
  List<Double> ticks() {
    double rough = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (step < rough) {
        step = factor * power;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }
}
