package io.engram.cli.evaluate;

import io.engram.trainer.evaluate.bootstrap.Estimate;
import java.util.Locale;

/** Figures as people read them. */
final class Numbers {
  private static final String NONE = "–";

  private Numbers() {}

  /** Three decimals, which is about what an interval is sure of; more for what is small. */
  static String figure(double value) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.2 ? "%.4f" : "%.3f", value);
  }

  /** With its sign. */
  static String difference(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%+.3f", value);
  }

  /** Both ends of an interval, or nothing where there is none. */
  static String interval(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? ""
        : figure(estimate.low()) + " to " + figure(estimate.high());
  }

  /** For SVG coordinates and styles. */
  static String plain(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
