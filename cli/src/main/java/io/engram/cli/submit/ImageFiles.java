package io.engram.cli.submit;

import io.engram.cli.console.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The images under some folders and files. In a folder, what is not an image by its extension is
 * skipped and counted, and so are hidden files; a file that is named explicitly is always an image,
 * since the processor decides.
 *
 * @param images sorted by folder and name, each {@code imageId} once
 * @param skipped files in folders that are not images by their name
 * @param unreadable folders and files that could not be looked at, with the reason
 */
public record ImageFiles(List<ImageFile> images, int skipped, List<String> unreadable) {

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif");

  public ImageFiles {
    images = List.copyOf(images);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Finds the images.
   *
   * @throws CommandFailedException if a path does not exist, or there is no image at all
   */
  public static ImageFiles find(List<Path> paths) throws CommandFailedException {
    var search = new Search();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        search.addFolder(path);
      } else if (Files.exists(path)) {
        search.add(path, path.getFileName().toString(), path);
      } else {
        throw new CommandFailedException(
            path.toString(), "no such file or folder", "Give the path of a folder or an image.");
      }
    }
    if (search.images.isEmpty()) {
      throw new CommandFailedException(
          paths.size() == 1 ? paths.get(0).toString() : "the given paths",
          "no images found (" + search.skipped + " other files)",
          "Give a folder with JPEG, PNG, WebP or GIF files.");
    }
    return new ImageFiles(
        new ArrayList<>(search.images.values()), search.skipped, search.unreadable);
  }

  private static final class Search {
    private final Map<String, ImageFile> images = new java.util.LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private int skipped;

    void addFolder(Path folder) {
      var found = new HashMap<String, Path>();
      walk(folder, found);
      found.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
          .forEach(image -> add(folder, image.getKey(), image.getValue()));
    }

    /** Images of the same name in two folders are told apart by the folder, as it was given. */
    void add(Path given, String imageId, Path path) {
      var image = new ImageFile(imageId, path);
      ImageFile sameName = images.putIfAbsent(imageId, image);
      if (sameName != null && !sameName.path().equals(path)) {
        String longer = given.equals(path) ? name(path) : name(given) + "/" + imageId;
        images.putIfAbsent(longer, new ImageFile(longer, path));
      }
    }

    private void walk(Path folder, Map<String, Path> found) {
      try {
        Files.walkFileTree(
            folder,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes a) {
                return isHidden(visited) && !visited.equals(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                if (isImage(file)) {
                  found.put(name(folder.relativize(file)), file);
                } else {
                  skipped++;
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure) {
                unreadable.add(file + ": " + FileReasons.of(failure));
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult postVisitDirectory(Path visited, IOException failure) {
                if (failure != null) {
                  unreadable.add(visited + ": " + FileReasons.of(failure));
                }
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        unreadable.add(folder + ": " + FileReasons.of(e));
      }
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot > 0 && !isHidden(file) && EXTENSIONS.contains(name.substring(dot + 1));
  }

  private static boolean isHidden(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static String name(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
