package io.engram.cli.evaluate;

import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.ImageFigures;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.study.ModelStudy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** One row for each image, with every figure; empty where a figure is not defined. */
final class PerImageCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private PerImageCsv() {}

  static void write(ModelStudy study, Path file) throws IOException {
    var header = new ArrayList<>(List.of("file", "category", "part", "score", "people_score"));
    Figure.all().forEach(figure -> header.add(figure.id()));
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        var rows = new CSVPrinter(out, FORMAT)) {
      rows.printRecord(header);
      print(rows, study, study.model(), "validation");
      print(rows, study, study.training(), "training");
    }
  }

  private static void print(CSVPrinter rows, ModelStudy study, Measured measured, String part)
      throws IOException {
    for (ImageFigures image : measured.images()) {
      var row = new ArrayList<String>();
      row.add(image.name());
      row.add(study.images().categories().getOrDefault(image.name(), ""));
      row.add(part);
      row.add(number(image.score()));
      row.add(number(image.peoplesScore()));
      Figure.all().forEach(figure -> row.add(number(image.get(figure))));
      rows.printRecord(row);
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
  }
}
