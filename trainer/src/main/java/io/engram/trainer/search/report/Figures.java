package io.engram.trainer.search.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

  private Figures() {}

  /** A figure of the objective; a dash where there is none. */
  static String figure(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }

  /** A difference with its sign; a dash where there is none. */
  static String difference(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "-";
  }

  static String minutes(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds / 60);
  }
}
