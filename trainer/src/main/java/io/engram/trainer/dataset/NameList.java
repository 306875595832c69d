package io.engram.trainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with one image a line: its name, and perhaps more about it. Columns are separated by
 * commas (quote a name that has one: {@code "a, b.jpg"}), in a {@code .txt} file by spaces. A first
 * line that says {@code file}, {@code name} or {@code image} is a heading.
 *
 * @param rows the columns of each line that is not empty, at least one, without surrounding space
 */
public record NameList(Path file, List<List<String>> rows) {

  private static final Set<String> HEADINGS =
      Set.of("file", "filename", "file_name", "name", "image", "image_name");
  private static final Pattern BY_COMMA = Pattern.compile("(?:\"([^\"]*)\"|([^,]*))(?:,|$)");
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
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidDatasetException(
          file, "cannot be read (" + e + ")", "put one image file name on each line of it");
    }
    boolean spaced = file.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
    var rows = new ArrayList<List<String>>();
    for (var line : lines) {
      var text = line.replace(BYTE_ORDER_MARK, "").strip();
      if (!text.isEmpty()) {
        rows.add(spaced ? List.of(text.split("\\s+")) : columns(text));
      }
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

  private static List<String> columns(String line) {
    var columns = new ArrayList<String>();
    Matcher matcher = BY_COMMA.matcher(line);
    while (matcher.find()) {
      columns.add((matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).strip());
      if (matcher.end() == line.length()) {
        break;
      }
    }
    return columns;
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
