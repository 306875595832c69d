package io.engram.trainer.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Photographs and their memory schema maps, in any {@link Layout} that has maps. */
public final class DatasetDirectory extends Dataset {

  private DatasetDirectory(Inventory inventory, List<String> training, List<String> validation) {
    super(inventory, training, validation);
  }

  /**
   * Opens a data set and checks that every photograph and map is there. None is decoded: {@link
   * io.engram.trainer.dataset.check.DatasetCheck} does that.
   *
   * @param root a folder or a zip file
   * @throws InvalidDatasetException on the first kind of fault found, with how often it occurs
   */
  public static DatasetDirectory open(Path root) throws InvalidDatasetException {
    return open(root, DatasetOptions.defaults());
  }

  /** The same, with what the folder does not say itself. */
  public static DatasetDirectory open(Path root, DatasetOptions options)
      throws InvalidDatasetException {
    var inventory = Inventory.of(root, options.maps());
    if (!inventory.layout().hasMaps()) {
      throw new InvalidDatasetException(
          root, "its images have scores but no maps", "name a data set that has maps");
    }
    return of(inventory, options);
  }

  static DatasetDirectory of(Inventory inventory, DatasetOptions options)
      throws InvalidDatasetException {
    return inventory.lists().isEmpty() ? hashed(inventory, options) : listed(inventory);
  }

  private static DatasetDirectory listed(Inventory inventory) throws InvalidDatasetException {
    var training = NameList.read(inventory.lists().get(0)).names();
    var validation = NameList.read(inventory.lists().get(1)).names();
    var both = Stream.concat(training.stream(), validation.stream()).toList();
    inventory.requireOnce(both);
    inventory.requirePhotographs(both);
    if (inventory.layout() == Layout.SEPARATE_MAPS) {
      training = training.stream().filter(inventory.maps()::containsKey).toList();
      validation = validation.stream().filter(inventory.maps()::containsKey).toList();
    } else {
      inventory.requireMaps(both);
    }
    return split(inventory, training, validation);
  }

  private static DatasetDirectory hashed(Inventory inventory, DatasetOptions options)
      throws InvalidDatasetException {
    var names = inventory.photographs().keySet().stream().toList();
    if (inventory.layout() == Layout.SEPARATE_MAPS) {
      names = inventory.maps().keySet().stream().toList();
    }
    inventory.requireMaps(names);
    var split = HashSplit.of(names, options.validationShare());
    return split(inventory, split.training(), split.validation());
  }

  private static DatasetDirectory split(
      Inventory inventory, List<String> training, List<String> validation)
      throws InvalidDatasetException {
    if (training.isEmpty() || validation.isEmpty()) {
      throw new InvalidDatasetException(
          inventory.root(),
          "it has %d images with a map to train on and %d to measure on"
              .formatted(training.size(), validation.size()),
          "give at least one of each");
    }
    return new DatasetDirectory(inventory, training, validation);
  }

  /**
   * The memory schema map of the photograph of this name.
   *
   * @throws IllegalArgumentException if no photograph has this name
   */
  public Path map(String name) {
    return Inventory.known(inventory().maps(), name);
  }

  @Override
  public boolean has(String name) {
    return inventory().photographs().containsKey(name) && inventory().maps().containsKey(name);
  }

  @Override
  void addMap(String name, SortedMap<String, Path> files) {
    // Where maps lie elsewhere, their place is not part of what they are.
    boolean elsewhere = layout() == Layout.SEPARATE_MAPS;
    files.put(elsewhere ? "(map) " + name : inventory().label(map(name)), map(name));
  }
}
