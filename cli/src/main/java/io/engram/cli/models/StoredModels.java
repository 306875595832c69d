package io.engram.cli.models;

import io.engram.cli.console.CommandFailedException;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreEntry;
import io.engram.model.store.StoreException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds models of a store by what people call them. */
final class StoredModels {
  /** How people and commands name a model. */
  static final String NAMES =
      "a version such as 1.2.0, a name and version such as mobilenet/1.2.0, or the beginning of its"
          + " SHA-256";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{6,64}");
  private static final int SHORT = 12;

  private final ModelStore store;
  private final List<StoreEntry> entries;

  private StoredModels(ModelStore store, List<StoreEntry> entries) {
    this.store = store;
    this.entries = entries;
  }

  static StoredModels of(ModelStore store) throws StoreException {
    return new StoredModels(store, store.list());
  }

  /** Enough of a SHA-256 to tell models apart. */
  static String shortened(String sha256) {
    return sha256.substring(0, SHORT);
  }

  List<StoreEntry> entries() {
    return entries;
  }

  /**
   * The one model of that name.
   *
   * @throws CommandFailedException if there is none, or more than one
   */
  StoreEntry.Model find(String name) throws CommandFailedException {
    List<StoreEntry.Model> found = models().filter(model -> isCalled(model, name)).toList();
    if (found.isEmpty()) {
      throw new CommandFailedException(
          name,
          "is no model of " + store,
          entries.isEmpty()
              ? "Publish one: engram models publish DIR."
              : "Name one that engram models list shows: " + NAMES + ".");
    }
    if (found.size() > 1) {
      throw new CommandFailedException(
          name,
          "is more than one model of " + store,
          "Name it by its SHA-256, of which one begins "
              + String.join(
                  " and one ", found.stream().map(model -> shortened(model.sha256())).toList())
              + ".");
    }
    return found.get(0);
  }

  private Stream<StoreEntry.Model> models() {
    return entries.stream()
        .filter(StoreEntry.Model.class::isInstance)
        .map(StoreEntry.Model.class::cast);
  }

  private static boolean isCalled(StoreEntry.Model model, String name) {
    String version = model.manifest().version();
    return name.equals(version)
        || name.equals(model.manifest().name() + "/" + version)
        || DIGEST.matcher(name).matches() && model.sha256().startsWith(name);
  }
}
