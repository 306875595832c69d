package io.engram.trainer.evaluate.score;

import io.engram.trainer.dataset.InvalidDatasetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a memory experiment found of each photograph.
 *
 * @param byName share of the people who saw the photograph before and knew it again, in [0,1], by
 *     the photograph's file name, in the file's order
 * @param unrated rows without a hit rate
 */
public record HitRates(Map<String, Double> byName, int unrated) {

  private static final String NAME = "file";
  private static final String RATE = "hit_rate";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  public HitRates {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /**
   * Reads a CSV file whose header has the columns {@code file} and {@code hit_rate}; others don't
   * matter.
   *
   * @throws InvalidDatasetException if it cannot be read, has no such columns or a rate is no
   *     number in [0,1]
   */
  public static HitRates read(Path csv) throws InvalidDatasetException {
    var rates = new LinkedHashMap<String, Double>();
    int unrated = 0;
    try (var rows = CSVParser.parse(csv, StandardCharsets.UTF_8, FORMAT)) {
      requireColumns(csv, rows);
      for (var row : rows) {
        if (!row.isSet(RATE) || row.get(RATE).isBlank()) {
          unrated++;
        } else if (rates.put(row.get(NAME), rate(csv, row)) != null) {
          throw invalid(csv, row.get(NAME) + " is listed twice", "list each photograph once");
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw invalid(csv, "cannot be read (" + e + ")", "give a CSV file with a header");
    }
    if (rates.isEmpty()) {
      throw invalid(csv, "has no hit rate", "fill in its column " + RATE);
    }
    return new HitRates(rates, unrated);
  }

  private static void requireColumns(Path csv, CSVParser rows) throws InvalidDatasetException {
    for (var column : new String[] {NAME, RATE}) {
      if (!rows.getHeaderMap().containsKey(column)) {
        throw invalid(
            csv,
            "has no column '%s'; its columns are %s"
                .formatted(column, String.join(", ", rows.getHeaderNames())),
            "name the photographs' files in a column 'file' and their hit rates in 'hit_rate'");
      }
    }
  }

  private static double rate(Path csv, CSVRecord row) throws InvalidDatasetException {
    double rate;
    try {
      rate = Double.parseDouble(row.get(RATE));
    } catch (NumberFormatException e) {
      rate = Double.NaN;
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw invalid(
          csv,
          "row %d: hit_rate is '%s'".formatted(row.getRecordNumber(), row.get(RATE)),
          "give a number from 0 to 1, or leave it empty");
    }
    return rate;
  }

  private static InvalidDatasetException invalid(Path csv, String reason, String remedy) {
    return new InvalidDatasetException(csv, reason, remedy);
  }
}
