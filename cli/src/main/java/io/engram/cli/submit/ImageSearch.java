package io.engram.cli.submit;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects images and names them; see {@link ImageFiles} for what it finds. */
final class ImageSearch {
  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif");

  private final Map<String, ImageFile> images = new LinkedHashMap<>();
  private final Set<Path> seen = new HashSet<>();
  private final List<String> unreadable = new ArrayList<>();
  private final Set<Path> without;
  private int skipped;

  /**
   * @param without folders to pass by
   */
  ImageSearch(Set<Path> without) {
    this.without = without.stream().map(ImageSearch::real).collect(Collectors.toSet());
  }

  List<ImageFile> images() {
    return List.copyOf(images.values());
  }

  List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  int skipped() {
    return skipped;
  }

  void addFolder(Path folder) {
    var walk = new Walk(folder);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    } catch (IOException e) {
      walk.visitFileFailed(folder, e);
    }
    walk.found.forEach((relative, file) -> add(folder, relative, file));
  }

  /** Anything but a regular file is not opened: reading a pipe or a device may never end. */
  void addFile(Path file) {
    if (Files.isRegularFile(file)) {
      add(absolute(file).getParent(), file.getFileName().toString(), file);
    } else {
      unreadable.add(file + ": not a regular file");
    }
  }

  private void add(Path folder, String relative, Path file) {
    if (seen.add(absolute(file))) {
      String imageId = unique(folder, relative);
      images.put(imageId, new ImageFile(imageId, file));
    }
  }

  /** Images of the same name are told apart by their folder's name, and then by a number. */
  private String unique(Path folder, String relative) {
    if (!images.containsKey(relative)) {
      return relative;
    }
    Path folderName = absolute(folder).getFileName();
    String longer = folderName == null ? relative : folderName + "/" + relative;
    String imageId = longer;
    for (int number = 2; images.containsKey(imageId); number++) {
      imageId = numbered(longer, number);
    }
    return imageId;
  }

  private static String numbered(String imageId, int number) {
    int dot = imageId.lastIndexOf('.');
    int end = dot > imageId.lastIndexOf('/') ? dot : imageId.length();
    return imageId.substring(0, end) + "-" + number + imageId.substring(end);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Whatever links lead to it; a folder that does not exist is nowhere to be found. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return absolute(folder);
    }
  }

  /** Gathers the images below a folder by their path relative to it. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final SortedMap<String, Path> found = new TreeMap<>();

    Walk(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
      return !visited.equals(folder) && (isHidden(visited) || without.contains(real(visited)))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isImage(file)) {
        found.put(folder.relativize(file).toString().replace(File.separatorChar, '/'), file);
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
      return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(visited, failure);
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
}
