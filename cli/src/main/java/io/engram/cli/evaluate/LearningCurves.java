package io.engram.cli.evaluate;

import static io.engram.cli.report.Html.escape;

import io.engram.cli.evaluate.Plot.Axis;
import io.engram.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How a training went, epoch by epoch, from the {@code metrics.csv} that it left beside its bundle.
 *
 * @param epochs that were trained
 * @param series values by column, one for each epoch, NaN where one is missing
 */
record LearningCurves(List<Double> epochs, Map<String, List<Double>> series) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
  private static final List<String> STYLES = List.of("first", "second", "third");

  /**
   * Reads what lies beside a bundle.
   *
   * @return empty where the bundle doesn't lie in the folder of its training
   */
  static LearningCurves beside(ModelBundle bundle) throws IOException {
    Path folder = bundle.directory().toAbsolutePath().normalize().getParent();
    Path file = folder == null ? null : folder.resolve("metrics.csv");
    var curves = new LearningCurves(new ArrayList<>(), new LinkedHashMap<>());
    if (file == null || !Files.isRegularFile(file)) {
      return curves;
    }
    try (var rows = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      for (CSVRecord row : rows) {
        curves.epochs.add(number(row, "epoch"));
        for (String column : rows.getHeaderNames()) {
          curves.series.computeIfAbsent(column, c -> new ArrayList<>()).add(number(row, column));
        }
      }
    }
    return curves;
  }

  boolean isEmpty() {
    return epochs.size() < 2;
  }

  /** A plot of the losses, one of the correlations and one of L1. */
  String html() {
    return "<div class=\"panels\">\n"
        + plot("loss", name -> name.endsWith("loss"))
        + plot("correlation on validation images", name -> name.startsWith("correlation"))
        + plot("L1 on validation images", name -> name.equals("l1"))
        + "</div>\n";
  }

  private String plot(String label, Predicate<String> which) {
    var names = series.keySet().stream().filter(which).filter(this::isComplete).toList();
    if (names.isEmpty()) {
      return "";
    }
    var all = names.stream().flatMap(name -> series.get(name).stream()).toList();
    var plot =
        new Plot(
            label + " by epoch",
            Axis.around("epoch", Stream.concat(Stream.of(0.0), epochs.stream()).toList()),
            Axis.around(label, all));
    var legend = new StringBuilder("<figcaption>");
    for (int i = 0; i < names.size(); i++) {
      String style = STYLES.get(i % STYLES.size());
      plot.line(epochs, series.get(names.get(i)), "curve " + style);
      legend.append(
          "<span><i class=\"%s\"></i>%s</span> "
              .formatted(style, escape(names.get(i).replace('_', ' '))));
    }
    return "<figure>" + plot.svg() + legend + "</figcaption></figure>\n";
  }

  private boolean isComplete(String name) {
    return series.get(name).stream().noneMatch(value -> value.isNaN() || value.isInfinite());
  }

  private static double number(CSVRecord row, String column) {
    try {
      return row.isSet(column) ? Double.parseDouble(row.get(column)) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
