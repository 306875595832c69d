package io.engram.benchmarks.report;

import io.engram.benchmarks.figures.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A section as the lines of a Markdown table, aligned so that a terminal shows it as well. */
public final class ReportTable {
  private static final List<String> FIXED =
      List.of(
          "",
          "images/s",
          "of bare",
          "CPU s / 1,000",
          "peak MB",
          "others' CPU",
          "Kafka bytes / image");

  private ReportTable() {}

  /** Header, rule and a row for each result; columns of latencies where any has them. */
  public static List<String> lines(Section section) {
    List<Double> loads =
        section.results().stream()
            .flatMap(result -> result.latencies().stream().map(Latency::load))
            .distinct()
            .sorted()
            .toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(loads));
    section.results().forEach(result -> rows.add(row(result, loads)));
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(
                column ->
                    rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow())
            .toArray();
    List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
    lines.add(1, rule(widths));
    return lines;
  }

  private static List<String> header(List<Double> loads) {
    return Stream.concat(
            FIXED.stream(),
            loads.stream().map(load -> "ms at %.0f%%: p50 / p99".formatted(100 * load)))
        .toList();
  }

  private static List<String> row(Result result, List<Double> loads) {
    List<String> cells = new ArrayList<>();
    cells.add(result.name());
    cells.add(number("%,.1f", result.imagesPerSecond()));
    cells.add(result.ofBare() == null ? "" : number("%.2f", result.ofBare()));
    cells.add(number("%.2f", result.cpuSecondsPerThousand()));
    cells.add(result.peakMegabytes() > 0 ? number("%,.0f", result.peakMegabytes()) : "");
    cells.add(number("%.0f%%", 100 * result.takenByOthers()));
    cells.add(result.kafkaBytesPerImage() > 0 ? number("%,.0f", result.kafkaBytesPerImage()) : "");
    loads.forEach(load -> cells.add(latency(result, load)));
    return cells;
  }

  private static String latency(Result result, double load) {
    return result.latencies().stream()
        .filter(latency -> latency.load() == load)
        .map(one -> number("%,.0f", one.p50Millis()) + " / " + number("%,.0f", one.p99Millis()))
        .findFirst()
        .orElse("");
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Names on the left, numbers on the right. */
  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(' ')
          .append(i == 0 ? cells.get(i) + padding : padding + cells.get(i))
          .append(" |");
    }
    return line.toString();
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      rule.append("-".repeat(widths[i] + 1)).append(i == 0 ? "-|" : ":|");
    }
    return rule.toString();
  }
}
