package io.engram.trainer.dataset;

import io.engram.trainer.dataset.Pairing.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises a {@link Layout} by the names of folders and files. */
final class LayoutFinder {

  /** A layout, the folder it was found in, and the folders that hold photographs and maps. */
  record Found(Path root, Layout layout, List<Source> sources) {}

  private static final Pattern MAPS = Pattern.compile("vms|map");
  private static final Pattern PHOTOGRAPHS = Pattern.compile("image|photo|scene");
  private static final Pattern LAMEM_LIST = Pattern.compile("train_\\d+\\.txt");

  /** Archives often hold one folder that holds everything. */
  private static final int DEEPEST = 2;

  private LayoutFinder() {}

  static Found find(Path root, Optional<Path> maps) throws InvalidDatasetException {
    var top = top(root);
    for (int depth = 0; depth <= DEEPEST; depth++) {
      var found = maps.isPresent() ? separate(top, maps.get()) : inside(top);
      if (found.isPresent()) {
        return found.get();
      }
      var below = folders(top);
      if (below.size() != 1) {
        break;
      }
      top = below.get(0);
    }
    throw new InvalidDatasetException(
        root,
        "no data set is recognised in it",
        "lay it out as images/NAME and vms/NAME, with or without lists, or as one of: "
            + String.join("; ", Stream.of(Layout.values()).map(Layout::toString).toList()));
  }

  private static Path top(Path root) throws InvalidDatasetException {
    if (Files.isDirectory(root)) {
      return root;
    }
    if (!Files.isRegularFile(root)) {
      throw new InvalidDatasetException(
          root,
          "no such folder",
          "name the folder or zip file that holds photographs and their maps");
    }
    try {
      // Never closed by us: it must live as long as the paths in it, and is freed with them.
      return FileSystems.newFileSystem(root).getRootDirectories().iterator().next();
    } catch (IOException | ProviderNotFoundException e) {
      throw new InvalidDatasetException(
          root,
          "is neither a folder nor a zip file that can be read (" + e.getMessage() + ")",
          "name the folder or zip file that holds photographs and their maps");
    }
  }

  private static Optional<Found> separate(Path top, Path maps) throws InvalidDatasetException {
    if (!Files.isDirectory(maps)) {
      throw new InvalidDatasetException(maps, "no such folder", "name the folder of the maps");
    }
    var photographs = named(PHOTOGRAPHS, folders(top));
    var folder = photographs.size() == 1 ? photographs.get(0) : top;
    var source = new Source(folder, Optional.of(maps), "");
    return source.photographFiles().isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(top, Layout.SEPARATE_MAPS, List.of(source)));
  }

  private static Optional<Found> inside(Path top) throws InvalidDatasetException {
    var images = top.resolve("images");
    if (Files.isDirectory(images) && hasLamemLists(top.resolve("splits"))) {
      var source = new Source(images, Optional.empty(), "");
      return Optional.of(new Found(top, Layout.LAMEM, List.of(source)));
    }
    var apart = apart(top, "");
    if (apart.isPresent()) {
      return Optional.of(new Found(top, Layout.TWO_FOLDERS, List.of(apart.get())));
    }
    var together = together(top, "");
    if (together.isPresent()) {
      return Optional.of(new Found(top, Layout.SUFFIXED_FILES, List.of(together.get())));
    }
    var categories = new ArrayList<Source>();
    var below = folders(top);
    if (below.size() > 1) {
      for (var folder : below) {
        var prefix = Pairing.fileName(folder) + "/";
        var source = apart(folder, prefix);
        (source.isPresent() ? source : together(folder, prefix)).ifPresent(categories::add);
      }
    }
    return categories.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(top, Layout.CATEGORY_FOLDERS, categories));
  }

  /** One folder of maps beside the photographs, which have a folder of their own or do not. */
  private static Optional<Source> apart(Path top, String prefix) throws InvalidDatasetException {
    var below = folders(top);
    var maps = named(MAPS, below);
    if (maps.size() != 1) {
      return Optional.empty();
    }
    var others = below.stream().filter(folder -> !maps.contains(folder)).toList();
    var photographs = others.size() == 1 ? others : named(PHOTOGRAPHS, others);
    if (photographs.size() > 1 || photographs.isEmpty() && !others.isEmpty()) {
      return Optional.empty();
    }
    var folder = photographs.isEmpty() ? top : photographs.get(0);
    var source = new Source(folder, Optional.of(maps.get(0)), prefix);
    return photographs.isEmpty() && source.photographFiles().isEmpty()
        ? Optional.empty()
        : Optional.of(source);
  }

  private static Optional<Source> together(Path top, String prefix) throws InvalidDatasetException {
    var source = new Source(top, Optional.of(top), prefix);
    return source.mapFiles().isEmpty() ? Optional.empty() : Optional.of(source);
  }

  private static boolean hasLamemLists(Path splits) throws InvalidDatasetException {
    return Files.isDirectory(splits)
        && children(splits).stream()
            .anyMatch(file -> LAMEM_LIST.matcher(Pairing.fileName(file)).matches());
  }

  /** Folders with such a name; a folder of maps is never one of photographs. */
  private static List<Path> named(Pattern name, List<Path> folders) {
    return folders.stream()
        .filter(
            folder -> {
              var text = Pairing.fileName(folder).toLowerCase(Locale.ROOT);
              return name.matcher(text).find() && (name == MAPS || !MAPS.matcher(text).find());
            })
        .toList();
  }

  private static List<Path> folders(Path top) throws InvalidDatasetException {
    return children(top).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> children(Path folder) throws InvalidDatasetException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> !Pairing.isHidden(child)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw Pairing.unreadable(folder, e);
    }
  }
}
