package io.engram.cli.evaluate;

import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import java.util.EnumSet;
import java.util.Locale;

/**
 * Figures as people read them.
 *
 * @param decimals that are shown
 */
record Numbers(int decimals) {
  private static final String NONE = "–";

  /** Distances are an order smaller than everything else. */
  private static final EnumSet<Figure> DISTANCES =
      EnumSet.range(Figure.L1_SIGNED, Figure.MSE_UNIT_BOTH);

  /** As many decimals as an interval is about sure of. */
  static Numbers of(Figure figure) {
    return new Numbers(DISTANCES.contains(figure) ? 4 : 3);
  }

  String figure(double value) {
    return text("%." + decimals + "f", value);
  }

  /** With its sign. */
  String difference(double value) {
    return text("%+." + decimals + "f", value);
  }

  /** Both ends of an interval, or nothing where there is none. */
  String interval(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? ""
        : figure(estimate.low()) + " to " + figure(estimate.high());
  }

  /** Both ends of the interval of a difference, or nothing where there is none. */
  String differences(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? ""
        : difference(estimate.low()) + " to " + difference(estimate.high());
  }

  /** For SVG coordinates. */
  static String plain(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String text(String format, double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, format, value);
  }
}
