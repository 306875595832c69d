package io.engram.trainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data set in the layout of VISCHEMA PLUS: {@code images/NAME} beside {@code vms/NAME}, and two
 * lists of names, one a line, {@code viscplus_train.csv} and {@code viscplus_val.csv}.
 *
 * @param root the folder that holds all of it
 * @param training names to train on, in the list's order
 * @param validation names to measure on, in the list's order, disjoint from {@code training}
 */
public record DatasetDirectory(Path root, List<String> training, List<String> validation) {

  private static final String TRAINING_LIST = "viscplus_train.csv";
  private static final String VALIDATION_LIST = "viscplus_val.csv";
  private static final int NAMED_IN_ERRORS = 3;

  public DatasetDirectory {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Opens a data set and checks that every listed photograph and map is there.
   *
   * @throws InvalidDatasetException on the first kind of fault found, with how often it occurs
   */
  public static DatasetDirectory open(Path root) throws InvalidDatasetException {
    if (!Files.isDirectory(root)) {
      throw new InvalidDatasetException(
          root, "no such folder", "name the folder that holds images/, vms/ and the csv lists");
    }
    var dataset =
        new DatasetDirectory(
            root, readNames(root, TRAINING_LIST), readNames(root, VALIDATION_LIST));
    dataset.requireDisjointSplits();
    dataset.requireFiles();
    return dataset;
  }

  /** The photograph of this name. */
  public Path photograph(String name) {
    return root.resolve("images").resolve(name);
  }

  /** The memory schema map of the photograph of this name. */
  public Path map(String name) {
    return root.resolve("vms").resolve(name);
  }

  /** All names, training first. */
  public List<String> names() {
    return Stream.concat(training.stream(), validation.stream()).toList();
  }

  /** The files that hold the lists. */
  List<Path> lists() {
    return List.of(root.resolve(TRAINING_LIST), root.resolve(VALIDATION_LIST));
  }

  private static List<String> readNames(Path root, String list) throws InvalidDatasetException {
    List<String> lines;
    try {
      lines = Files.readAllLines(root.resolve(list), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidDatasetException(
          root, list + " cannot be read (" + e + ")", "put one image file name on each line of it");
    }
    var names = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (names.isEmpty()) {
      throw new InvalidDatasetException(
          root, list + " is empty", "put one image file name on each line of it");
    }
    return names;
  }

  private void requireDisjointSplits() throws InvalidDatasetException {
    var seen = new HashSet<String>();
    var repeated = names().stream().filter(name -> !seen.add(name)).toList();
    if (!repeated.isEmpty()) {
      throw new InvalidDatasetException(
          root,
          sample(repeated) + " listed more than once",
          "list each name once, either in " + TRAINING_LIST + " or in " + VALIDATION_LIST);
    }
  }

  private void requireFiles() throws InvalidDatasetException {
    var missing = new ArrayList<String>();
    for (var name : names()) {
      for (var file : List.of(photograph(name), map(name))) {
        if (!Files.isRegularFile(file)) {
          missing.add(root.relativize(file).toString());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new InvalidDatasetException(
          root,
          sample(missing) + " missing",
          "each listed name needs a photograph in images/ and a map of the same name in vms/");
    }
  }

  private static String sample(List<String> faulty) {
    var named = String.join(", ", faulty.subList(0, Math.min(NAMED_IN_ERRORS, faulty.size())));
    int more = faulty.size() - NAMED_IN_ERRORS;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
