package io.engram.trainer.dataset;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Photographs with what is known of their memorability, split into those to train on and those to
 * measure on. Opened, it is sound: every name has all its files, and no name is in both parts.
 */
public abstract sealed class Dataset permits DatasetDirectory, ScoredImages {

  private final Inventory inventory;
  private final List<String> training;
  private final List<String> validation;

  Dataset(Inventory inventory, List<String> training, List<String> validation) {
    this.inventory = inventory;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
  }

  final Inventory inventory() {
    return inventory;
  }

  /** The folder that holds it: inside a zip, a path of the zip's own file system. */
  public final Path root() {
    return inventory.root();
  }

  /** How its files lie. */
  public final Layout layout() {
    return inventory.layout();
  }

  /** Names to train on. */
  public final List<String> training() {
    return training;
  }

  /** Names to measure on, disjoint from {@link #training}. */
  public final List<String> validation() {
    return validation;
  }

  /** All names, training first. */
  public final List<String> names() {
    return Stream.concat(training().stream(), validation().stream()).toList();
  }

  /**
   * The photograph of this name.
   *
   * @throws IllegalArgumentException if no photograph has this name
   */
  public final Path photograph(String name) {
    return Inventory.known(inventory.photographs(), name);
  }

  /** What kind of scene it is, where the data set says so. */
  public final Optional<String> category(String name) {
    return Optional.ofNullable(inventory.categories().get(name));
  }

  /**
   * Everything that decides what is trained on, with the path that identifies it: lists,
   * photographs and maps.
   */
  public final SortedMap<String, Path> files() {
    var files = new TreeMap<String, Path>();
    inventory.lists().forEach(list -> files.put(inventory.label(list), list));
    for (var name : names()) {
      files.put(inventory.label(photograph(name)), photograph(name));
      addMap(name, files);
    }
    return Collections.unmodifiableSortedMap(files);
  }

  /** Adds the map of a photograph, where there are maps. */
  abstract void addMap(String name, SortedMap<String, Path> files);

  /** Whether files list the split; otherwise it follows from the names. */
  public final boolean listed() {
    return !inventory.lists().isEmpty();
  }

  /**
   * Reads a list of other names than {@link #training} and {@link #validation}, such as a test set:
   * one name a line, in the first column of a CSV file or the first word of a {@code .txt} file.
   *
   * @throws InvalidDatasetException if it cannot be read, is empty, repeats a name or names what
   *     the data set does not have
   */
  public final List<String> namesIn(Path list) throws InvalidDatasetException {
    var names = NameList.read(list).names();
    var seen = new HashSet<String>();
    var repeated = names.stream().filter(name -> !seen.add(name)).toList();
    if (!repeated.isEmpty()) {
      throw new InvalidDatasetException(
          list, NameList.some(repeated) + " listed more than once", "list each name once");
    }
    var unknown = names.stream().filter(name -> !has(name)).toList();
    if (!unknown.isEmpty()) {
      throw new InvalidDatasetException(
          list,
          NameList.some(unknown) + " not in " + root(),
          "list names of images that the data set has, with their endings");
    }
    return names;
  }

  /** Whether there is an image of this name, listed or not, with all that belongs to it. */
  public abstract boolean has(String name);

  /**
   * Opens a data set, whatever its layout; see {@link Layout} for those that are known.
   *
   * @param root a folder or a zip file
   * @throws InvalidDatasetException on the first kind of fault found, with how often it occurs
   */
  public static Dataset open(Path root, DatasetOptions options) throws InvalidDatasetException {
    var inventory = Inventory.of(root, options.maps());
    return inventory.layout().hasMaps()
        ? DatasetDirectory.of(inventory, options)
        : ScoredImages.of(inventory);
  }
}
