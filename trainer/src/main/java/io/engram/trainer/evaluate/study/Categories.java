package io.engram.trainer.evaluate.study;

import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Reads the kinds of scenes of a data set: {@code categories.csv} with {@code file,category}. */
final class Categories {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private Categories() {}

  /** Returns the categories by file name; empty where the data set doesn't have the file. */
  static Map<String, String> of(DatasetDirectory dataset) throws InvalidDatasetException {
    var file = dataset.root().resolve("categories.csv");
    var categories = new HashMap<String, String>();
    if (!Files.exists(file)) {
      return categories;
    }
    try (var rows = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      for (var row : rows) {
        // The published file spells some categories in two ways.
        categories.put(row.get("file"), row.get("category").replace('_', ' '));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new InvalidDatasetException(
          file, "cannot be read (" + e + ")", "give it a header with file,category, or remove it");
    }
    return categories;
  }
}
