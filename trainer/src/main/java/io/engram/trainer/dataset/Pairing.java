package io.engram.trainer.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which map belongs to which photograph.
 *
 * @param photographs by name
 * @param maps by the name of their photograph
 * @param strayMaps maps of no photograph
 * @param categories by name, from the sub-folders that photographs lie in
 */
record Pairing(
    SortedMap<String, Path> photographs,
    SortedMap<String, Path> maps,
    List<Path> strayMaps,
    Map<String, String> categories) {

  private static final Pattern ENDING =
      Pattern.compile("\\.(jpe?g|png|webp|gif)$", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUFFIX =
      Pattern.compile("[_-](vms|map|heatmap|schema)$", Pattern.CASE_INSENSITIVE);

  /**
   * Folders that belong together.
   *
   * @param maps folder of the maps; the same as {@code photographs} where they lie together; empty
   *     where there are none
   * @param prefix what names start with: empty, or a category and a slash
   */
  record Source(Path photographs, Optional<Path> maps, String prefix) {

    private boolean together() {
      return maps.isPresent() && maps.get().equals(photographs);
    }

    SortedMap<String, Path> photographFiles() throws InvalidDatasetException {
      return together()
          ? images(photographs, 1, file -> !isSuffixed(file))
          : images(photographs, 2, file -> maps.isEmpty() || !file.startsWith(maps.get()));
    }

    SortedMap<String, Path> mapFiles() throws InvalidDatasetException {
      if (maps.isEmpty()) {
        return new TreeMap<>();
      }
      return together()
          ? images(photographs, 1, Source::isSuffixed)
          : images(maps.get(), 2, f -> true);
    }

    private static boolean isSuffixed(Path file) {
      return SUFFIX.matcher(stem(fileName(file))).find();
    }
  }

  static Pairing of(List<Source> sources) throws InvalidDatasetException {
    var photographs = new TreeMap<String, Path>();
    var maps = new TreeMap<String, Path>();
    var stray = new ArrayList<Path>();
    var categories = new HashMap<String, String>();
    for (var source : sources) {
      var mapFiles = source.mapFiles();
      var byKey = index(mapFiles);
      var unused = new HashSet<>(mapFiles.values());
      source
          .photographFiles()
          .forEach(
              (path, file) -> {
                var name = source.prefix() + path;
                photographs.put(name, file);
                category(name).ifPresent(category -> categories.put(name, category));
                var map = byKey.getOrDefault(path, byKey.get(stem(path)));
                if (map != null) {
                  maps.put(name, map);
                  unused.remove(map);
                }
              });
      mapFiles.values().stream().filter(unused::contains).forEach(stray::add);
    }
    return new Pairing(photographs, maps, stray, categories);
  }

  /** Later keys win: a map of the very name before one of another ending before a suffixed one. */
  private static Map<String, Path> index(SortedMap<String, Path> maps) {
    var byKey = new HashMap<String, Path>();
    maps.forEach((path, file) -> byKey.put(SUFFIX.matcher(stem(path)).replaceFirst(""), file));
    maps.forEach((path, file) -> byKey.put(stem(path), file));
    byKey.putAll(maps);
    return byKey;
  }

  private static Optional<String> category(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash));
  }

  /** Image files by their path below {@code folder}, with {@code /} between its parts. */
  private static SortedMap<String, Path> images(Path folder, int depth, Predicate<Path> wanted)
      throws InvalidDatasetException {
    var images = new TreeMap<String, Path>();
    // Large folders are often links to another disk.
    try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(file -> ENDING.matcher(fileName(file)).find() && !isHidden(file))
          .filter(wanted)
          .filter(Files::isRegularFile)
          .forEach(file -> images.put(folder.relativize(file).toString().replace('\\', '/'), file));
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
    return images;
  }

  static InvalidDatasetException unreadable(Path folder, Exception cause) {
    return new InvalidDatasetException(
        folder, "cannot be read (" + cause + ")", "make it readable, or name another folder");
  }

  /** Also what macOS adds to archives: {@code __MACOSX} and {@code ._NAME}. */
  static boolean isHidden(Path file) {
    var name = fileName(file);
    return name.startsWith(".") || name.equals("__MACOSX");
  }

  /** The last part of a path; the root of a zip has none, and folders in it may end in a slash. */
  static String fileName(Path file) {
    var name = file.getFileName();
    return name == null ? "" : name.toString().replace("/", "");
  }

  private static String stem(String path) {
    return ENDING.matcher(path).replaceFirst("");
  }
}
