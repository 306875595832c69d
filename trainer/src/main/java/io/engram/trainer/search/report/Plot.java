package io.engram.trainer.search.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws into one SVG picture. Colours come from the page's style. Not thread-safe. */
final class Plot {
  private final StringBuilder svg = new StringBuilder();
  private final int width;
  private final int height;

  Plot(String title, int width, int height) {
    this.width = width;
    this.height = height;
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(width, height, Html.escape(title)));
  }

  /** Lines across the picture at round values, with labels on the left. */
  void horizontalGrid(Scale y, int left) {
    for (double tick : y.ticks()) {
      line("grid", left, y.pixel(tick), width, y.pixel(tick));
      text("tick end", left - 6, y.pixel(tick) + 4, label(tick));
    }
  }

  /** Lines down the picture at round values, with labels at the bottom. */
  void verticalGrid(Scale x, int bottom) {
    for (double tick : x.ticks()) {
      line("grid", x.pixel(tick), 0, x.pixel(tick), bottom);
      text("tick middle", x.pixel(tick), bottom + 16, label(tick));
    }
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  /** A line through points of [x, y]. */
  void path(String style, String title, List<double[]> points) {
    String text =
        points.stream()
            .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point[0], point[1]))
            .collect(Collectors.joining(" "));
    svg.append(
        "<polyline class=\"%s\" points=\"%s\"><title>%s</title></polyline>"
            .formatted(style, text, Html.escape(title)));
  }

  void dot(String style, double x, double y, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>",
            style,
            x,
            y,
            Html.escape(title)));
  }

  void text(String style, double x, double y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            style,
            x,
            y,
            Html.escape(text)));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The finished picture. */
  String svg() {
    return svg + "</svg>";
  }

  private static String label(double tick) {
    String text = String.format(Locale.ROOT, "%.4f", tick);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replaceAll("^-0$", "0");
  }
}
