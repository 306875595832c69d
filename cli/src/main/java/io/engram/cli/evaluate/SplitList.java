package io.engram.cli.evaluate;

import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads names of images, one a line. */
final class SplitList {
  private SplitList() {}

  /**
   * Reads a list of images of a data set, each once.
   *
   * @throws InvalidDatasetException if it cannot be read, is empty or names an image that is not
   *     there
   */
  static List<String> read(Path list, DatasetDirectory dataset) throws InvalidDatasetException {
    var names = new LinkedHashSet<String>();
    try {
      Files.readAllLines(list).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(names::add);
    } catch (IOException e) {
      throw new InvalidDatasetException(
          list, "cannot be read (" + e + ")", "put one image file name on each line of it");
    }
    if (names.isEmpty()) {
      throw new InvalidDatasetException(
          list, "is empty", "put one image file name on each line of it");
    }
    for (String name : names) {
      if (!Files.isRegularFile(dataset.photograph(name))
          || !Files.isRegularFile(dataset.map(name))) {
        throw new InvalidDatasetException(
            list,
            name + " has no photograph or no map in " + dataset.root(),
            "list images of that data set");
      }
    }
    return List.copyOf(names);
  }
}
