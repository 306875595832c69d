package io.engram.trainer.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies in a data set's folder, faults and all: nothing is decoded, and nothing missing is an
 * error yet. Names are photographs' paths below their folder, with {@code /} between. Names in
 * lists are only ever looked up here, never followed, so none leads out of the folder.
 *
 * @param root the folder that the layout was found in: {@code root} itself or one below it
 * @param photographs by name
 * @param maps by the name of their photograph; only where there is such a photograph
 * @param strayMaps maps of no photograph
 * @param lists of the names to train on and to measure on, in this order, whether or not the files
 *     exist; empty where the data set has no lists
 * @param categories by name, where known
 */
public record Inventory(
    Path root,
    Layout layout,
    SortedMap<String, Path> photographs,
    SortedMap<String, Path> maps,
    List<Path> strayMaps,
    List<Path> lists,
    Map<String, String> categories) {

  private static final List<String> VISCHEMA_PLUS_LISTS =
      List.of("viscplus_train.csv", "viscplus_val.csv");
  private static final String CATEGORIES = "categories.csv";

  public Inventory {
    photographs = Collections.unmodifiableSortedMap(new TreeMap<>(photographs));
    maps = Collections.unmodifiableSortedMap(new TreeMap<>(maps));
    strayMaps = List.copyOf(strayMaps);
    lists = List.copyOf(lists);
    categories = Map.copyOf(categories);
  }

  /**
   * Looks through a data set.
   *
   * @param root a folder, or a zip file, which stays open as long as the inventory's paths are used
   * @param maps where the maps are, if not beside the photographs
   * @throws InvalidDatasetException if no {@link Layout} is recognised
   */
  public static Inventory of(Path root, Optional<Path> maps) throws InvalidDatasetException {
    var found = LayoutFinder.find(root, maps);
    var pairing = Pairing.of(found.sources());
    var categories = new HashMap<>(pairing.categories());
    var file = found.root().resolve(CATEGORIES);
    if (Files.exists(file)) {
      for (var row : NameList.read(file).rows()) {
        if (row.size() > 1 && !row.get(1).isEmpty()) {
          categories.put(row.get(0), row.get(1));
        }
      }
    }
    var lists = found.layout().hasMaps() ? lists(found.root()) : lamemLists(found.root());
    var layout = found.layout();
    if (layout == Layout.TWO_FOLDERS && lists.equals(paths(found.root(), VISCHEMA_PLUS_LISTS))) {
      layout = Layout.VISCHEMA_PLUS;
    }
    return new Inventory(
        found.root(),
        layout,
        pairing.photographs(),
        pairing.maps(),
        pairing.strayMaps(),
        lists,
        categories);
  }

  /** A path as it is shown and as it identifies a file: below the root where it lies there. */
  public String label(Path file) {
    var inside =
        file.getFileSystem().equals(root.getFileSystem()) && file.startsWith(root)
            ? root.relativize(file)
            : file;
    return inside.toString().replace('\\', '/');
  }

  static Path known(Map<String, Path> files, String name) {
    var file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException("the data set has nothing called " + name);
    }
    return file;
  }

  void requireOnce(List<String> names) throws InvalidDatasetException {
    var seen = new HashSet<String>();
    var repeated = names.stream().filter(name -> !seen.add(name)).toList();
    if (!repeated.isEmpty()) {
      throw new InvalidDatasetException(
          root,
          NameList.some(repeated) + " listed more than once",
          "list each name once, either in "
              + String.join(" or in ", lists.stream().map(this::label).toList()));
    }
  }

  void requirePhotographs(List<String> names) throws InvalidDatasetException {
    var missing = names.stream().filter(name -> !photographs.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new InvalidDatasetException(
          root,
          "photographs of " + NameList.some(missing) + " missing",
          "add each listed photograph, or take its name off the list");
    }
  }

  void requireMaps(List<String> names) throws InvalidDatasetException {
    var missing = names.stream().filter(name -> !maps.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new InvalidDatasetException(
          root,
          "maps of " + NameList.some(missing) + " missing",
          lists.isEmpty()
              ? "add a map of the same name for each photograph, or list those to use in train.csv"
                  + " and val.csv"
              : "add a map of the same name for each listed photograph, or take it off the list");
    }
  }

  /** Where one list is, the other belongs to it, and its absence is a fault. */
  private static List<Path> lists(Path root) {
    return Stream.of(
            VISCHEMA_PLUS_LISTS, List.of("train.csv", "val.csv"), List.of("train.txt", "val.txt"))
        .map(names -> paths(root, names))
        .filter(files -> files.stream().anyMatch(Files::exists))
        .findFirst()
        .orElse(List.of());
  }

  private static List<Path> lamemLists(Path root) {
    return paths(root.resolve("splits"), List.of("train_1.txt", "val_1.txt"));
  }

  private static List<Path> paths(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).toList();
  }
}
