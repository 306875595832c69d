package io.engram.trainer.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A file with one image a line: its name, and perhaps more about it. Columns are separated by
 * commas, as in RFC 4180 (quote a name that has one: {@code "a, b.jpg"}), in a {@code .txt} file by
 * spaces. A first line that says {@code file}, {@code name} or {@code image} is a heading.
 *
 * @param rows the columns of each line that is not empty, at least one, without surrounding space
 */
public record NameList(Path file, List<List<String>> rows) {

  private static final Set<String> HEADINGS =
      Set.of("file", "filename", "file_name", "name", "image", "image_name");
  private static final CSVFormat BY_COMMAS =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();
  private static final int NAMED = 3;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  public NameList {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a list.
   *
   * @throws InvalidDatasetException if it cannot be read or names nothing
   */
  public static NameList read(Path file) throws InvalidDatasetException {
    var rows = new ArrayList<List<String>>();
    try {
      var text = Files.readString(file).replace(BYTE_ORDER_MARK, "");
      boolean spaced = file.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
      rows.addAll(spaced ? bySpaces(text) : byCommas(text));
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidDatasetException(
          file, "cannot be read (" + e + ")", "put one image file name on each line of it");
    }
    if (!rows.isEmpty() && HEADINGS.contains(rows.get(0).get(0).toLowerCase(Locale.ROOT))) {
      rows.remove(0);
    }
    if (rows.isEmpty()) {
      throw new InvalidDatasetException(
          file, "is empty", "put one image file name on each line of it");
    }
    return new NameList(file, rows);
  }

  private static List<List<String>> bySpaces(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> List.of(line.split("\\s+")))
        .toList();
  }

  private static List<List<String>> byCommas(String text) throws IOException {
    try (var records = CSVParser.parse(text, BY_COMMAS)) {
      return records.stream()
          .map(record -> record.stream().map(String::strip).toList())
          .filter(row -> !row.equals(List.of("")))
          .toList();
    }
  }

  /** The first column. */
  public List<String> names() {
    return rows.stream().map(row -> row.get(0)).toList();
  }

  /** Some of many faulty names, and how many more there are. */
  static String some(List<String> faulty) {
    var named = String.join(", ", faulty.subList(0, Math.min(NAMED, faulty.size())));
    int more = faulty.size() - NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
