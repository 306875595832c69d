package io.engram.cli.demo;

import io.engram.cli.results.CsvWriter;
import io.engram.cli.results.Failure;
import io.engram.cli.results.Ranking.Ranked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes {@code scores.csv}. */
final class ScoresFile {
  private ScoresFile() {}

  /** Writes the file; one that exists is replaced when the new one is complete. */
  static void write(List<Ranked> ranking, List<Failure> failures, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer csv = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
      write(ranking, failures, csv);
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static void write(List<Ranked> ranking, List<Failure> failures, Writer csv) throws IOException {
    try {
      var writer = new CsvWriter(row -> append(csv, row));
      ranking.forEach(ranked -> writer.scored(ranked.score()));
      failures.forEach(writer::failed);
      writer.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void append(Writer csv, String row) {
    try {
      csv.write(row + "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
