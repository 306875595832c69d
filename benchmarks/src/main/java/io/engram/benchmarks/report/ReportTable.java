package io.engram.benchmarks.report;

import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.benchmarks.figures.SwapCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A section as the lines of a Markdown table, aligned so that a terminal shows it as well. */
public final class ReportTable {
  private static final String FAILED = "failed";
  private static final List<String> FIXED =
      List.of(
          "",
          "images/s",
          "of bare",
          "CPU s / 1,000",
          "peak MB",
          "others' CPU",
          "batch",
          "Kafka bytes / image");

  private ReportTable() {}

  /** Header, rule and a row for each result; columns of latencies where any has them. */
  public static List<String> lines(Section section) {
    if (section.failure() != null) {
      return List.of(FAILED + ": " + section.failure());
    }
    List<Double> loads =
        section.results().stream()
            .flatMap(result -> result.latencies().stream().map(Latency::load))
            .distinct()
            .sorted()
            .toList();
    boolean least = section.results().stream().anyMatch(result -> result.p99OfLeast() != null);
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(loads, least));
    section.results().forEach(result -> rows.add(row(result, loads, least)));
    return aligned(rows);
  }

  private static List<String> aligned(List<List<String>> rows) {
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

  /**
   * What a process occupied, after how many of something.
   *
   * @param counted what was counted, as a plural
   */
  public static List<String> lines(String counted, List<MemoryUse> memory) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(counted, "MB", "objects in use, MB"));
    memory.forEach(
        look ->
            rows.add(
                List.of(
                    "%,d".formatted(look.images()),
                    number("%,.0f", look.residentBytes() / 1e6),
                    number("%,.1f", look.liveHeapBytes() / 1e6))));
    return aligned(rows);
  }

  /** What swaps of models cost. */
  public static List<String> lines(SwapCost swaps) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "without", "during swaps", "ratio"));
    rows.add(row("images/s", swaps.imagesPerSecond(), swaps.imagesPerSecondSwapping()));
    rows.add(row("ms at 50%: p50", swaps.quiet().p50Millis(), swaps.swapping().p50Millis()));
    rows.add(row("ms at 50%: p99", swaps.quiet().p99Millis(), swaps.swapping().p99Millis()));
    return aligned(rows);
  }

  private static List<String> row(String what, double without, double during) {
    return List.of(
        what, number("%,.1f", without), number("%,.1f", during), number("%.2f", during / without));
  }

  private static List<String> header(List<Double> loads, boolean least) {
    List<String> cells = new ArrayList<>(FIXED);
    loads.forEach(load -> cells.add("ms at %.0f%%: p50 / p99".formatted(100 * load)));
    if (least) {
      cells.add("p99 / (one image + delay)");
    }
    return cells;
  }

  private static List<String> row(Result result, List<Double> loads, boolean least) {
    List<String> cells = new ArrayList<>();
    cells.add(result.name());
    cells.addAll(medians(result));
    loads.forEach(load -> cells.add(latency(result, load)));
    if (least) {
      cells.add(result.p99OfLeast() == null ? "" : number("%.1f", result.p99OfLeast()));
    }
    return cells;
  }

  private static List<String> medians(Result result) {
    Medians medians = result.medians();
    if (medians == null) {
      return List.of(FAILED, "", "", "", "", "", "");
    }
    return List.of(
        number("%,.1f", medians.imagesPerSecond()),
        result.ofBare() == null ? "" : number("%.2f", result.ofBare()),
        number("%.2f", medians.cpuSecondsPerThousand()),
        orEmpty("%,.0f", medians.peakMegabytes()),
        number("%.0f%%", 100 * medians.takenByOthers()),
        orEmpty("%,.0f", medians.batchSize()),
        orEmpty("%,.0f", medians.kafkaBytesPerImage()));
  }

  private static String latency(Result result, double load) {
    return result.latencies().stream()
        .filter(latency -> latency.load() == load)
        .map(ReportTable::latency)
        .findFirst()
        .orElse(result.failure() != null && result.medians() != null ? FAILED : "");
  }

  private static String latency(Latency one) {
    return number("%,.0f", one.p50Millis())
        + " / "
        + number("%,.0f", one.p99Millis())
        + (one.grows() ? " grows" : "");
  }

  private static String orEmpty(String format, double value) {
    return value > 0 ? number(format, value) : "";
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
