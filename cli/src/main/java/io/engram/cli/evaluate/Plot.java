package io.engram.cli.evaluate;

import static io.engram.cli.evaluate.Numbers.plain;
import static io.engram.cli.report.Html.escape;

import java.util.List;
import java.util.Locale;

/**
 * An SVG with two linear axes, on which points and lines are put. Coordinates are those of the
 * data; what lies outside of the axes is drawn outside.
 */
final class Plot {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int RIGHT = 14;
  private static final int TOP = 14;
  private static final int BOTTOM = 46;
  private static final int TICKS = 5;

  /**
   * One axis.
   *
   * @param label what it shows
   * @param low value at its beginning
   * @param high value at its end
   * @param step between two ticks
   */
  record Axis(String label, double low, double high, double step) {

    /** An axis that all values fit on, with its ends on ticks. */
    static Axis around(String label, List<Double> values) {
      double low = values.stream().mapToDouble(v -> v).min().orElse(0);
      double high = values.stream().mapToDouble(v -> v).max().orElse(1);
      double step = step(high > low ? high - low : Math.max(1e-6, Math.abs(high)));
      double first = Math.floor(low / step);
      double last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
      return new Axis(label, step * first, step * last, step);
    }

    private static double step(double range) {
      double rough = range / TICKS;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double digit = rough / power;
      return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    }
  }

  private final Axis across;
  private final Axis up;
  private final StringBuilder svg = new StringBuilder();

  /**
   * @param description for those who cannot see it
   */
  Plot(String description, Axis across, Axis up) {
    this.across = across;
    this.up = up;
    svg.append(
        "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, escape(description)));
    for (double at = across.low(); at <= across.high() + 1e-9; at += across.step()) {
      String x = plain(x(at));
      grid(x, plain(y(up.low())), x, plain(y(up.high())));
      text("middle", x, Integer.toString(HEIGHT - BOTTOM + 17), tick(at, across.step()));
    }
    for (double at = up.low(); at <= up.high() + 1e-9; at += up.step()) {
      String y = plain(y(at));
      grid(plain(x(across.low())), y, plain(x(across.high())), y);
      text("end", Integer.toString(LEFT - 7), plain(y(at) + 4), tick(at, up.step()));
    }
    text("middle", plain((LEFT + WIDTH - RIGHT) / 2.0), "" + (HEIGHT - 8), across.label());
    svg.append(
        "<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(13 %s) rotate(-90)\">%s</text>\n"
            .formatted(plain((TOP + HEIGHT - BOTTOM) / 2.0), escape(up.label())));
  }

  /** Puts a point; {@code title} appears under the pointer. */
  Plot point(double x, double y, String style, String title) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3.2\"><title>%s</title></circle>\n"
            .formatted(style, plain(x(x)), plain(y(y)), escape(title)));
    return this;
  }

  /** Draws a line through points. */
  Plot line(List<Double> xs, List<Double> ys, String style) {
    var path = new StringBuilder();
    for (int i = 0; i < xs.size(); i++) {
      path.append(i == 0 ? "" : " ")
          .append(plain(x(xs.get(i))))
          .append(',')
          .append(plain(y(ys.get(i))));
    }
    svg.append("<polyline class=\"%s\" points=\"%s\"/>\n".formatted(style, path));
    return this;
  }

  /** The whole element. */
  String svg() {
    return svg + "</svg>\n";
  }

  private double x(double value) {
    return LEFT + (value - across.low()) / (across.high() - across.low()) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (value - up.low()) / (up.high() - up.low()) * (HEIGHT - TOP - BOTTOM);
  }

  private void grid(String x1, String y1, String x2, String y2) {
    svg.append(
        "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(x1, y1, x2, y2));
  }

  private void text(String anchor, String x, String y, String text) {
    svg.append(
        "<text class=\"axis\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(anchor, x, y, escape(text)));
  }

  private static String tick(double value, double step) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    double shown = Math.abs(value) < step / 1e6 ? 0 : value;
    return String.format(Locale.ROOT, "%." + decimals + "f", shown);
  }
}
