package io.engram.cli.evaluate;

import static io.engram.cli.evaluate.Numbers.plain;
import static io.engram.cli.report.Html.escape;

import io.engram.trainer.evaluate.bootstrap.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A table of one figure: for each row a name, a dot with its interval, and the numbers. */
final class IntervalBars {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 18;
  private static final int MARGIN = 6;

  private record Row(String name, Estimate estimate, String style) {}

  private final String title;
  private final String note;
  private final Numbers numbers;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param title what the figure is
   * @param note what to know about it, or empty
   * @param numbers how it is written
   */
  IntervalBars(String title, String note, Numbers numbers) {
    this.title = title;
    this.note = note;
    this.numbers = numbers;
  }

  /**
   * Adds a row.
   *
   * @param style class of the row: {@code model}, {@code baseline} or {@code published}
   */
  IntervalBars row(String name, Estimate estimate, String style) {
    rows.add(new Row(name, estimate, style));
    return this;
  }

  /** Adds a figure of which no interval is known. */
  IntervalBars row(String name, double value, String style) {
    return row(name, new Estimate(value, Double.NaN, Double.NaN, 0, 0), style);
  }

  /** The whole table; all rows have one scale. */
  String html() {
    double[] all =
        rows.stream()
            .map(Row::estimate)
            .flatMapToDouble(e -> DoubleStream.of(e.value(), e.low(), e.high()))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(1);
    double range = high > low ? high - low : 1;
    var html = new StringBuilder("<table class=\"bars\"><caption>" + escape(title));
    html.append(note.isEmpty() ? "" : " <small>" + escape(note) + "</small>");
    html.append("</caption><tbody>\n");
    for (Row row : rows) {
      html.append(
          "<tr class=\"%s\"><th scope=\"row\">%s</th><td>%s</td><td>%s <small>%s</small></td></tr>\n"
              .formatted(
                  row.style(),
                  escape(row.name()),
                  bar(row.estimate(), low, range),
                  numbers.figure(row.estimate().value()),
                  numbers.interval(row.estimate())));
    }
    return html.append("</tbody></table>\n").toString();
  }

  private static String bar(Estimate estimate, double low, double range) {
    var svg =
        new StringBuilder(
            "<svg class=\"bar\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">"
                .formatted(WIDTH, HEIGHT));
    if (!Double.isNaN(estimate.low())) {
      svg.append(
          "<line x1=\"%s\" x2=\"%s\" y1=\"9\" y2=\"9\"/>"
              .formatted(
                  plain(x(estimate.low(), low, range)), plain(x(estimate.high(), low, range))));
    }
    if (!Double.isNaN(estimate.value())) {
      svg.append(
          "<circle cx=\"%s\" cy=\"9\" r=\"4.5\"/>"
              .formatted(plain(x(estimate.value(), low, range))));
    }
    return svg.append("</svg>").toString();
  }

  private static double x(double value, double low, double range) {
    return MARGIN + (value - low) / range * (WIDTH - 2 * MARGIN);
  }
}
