package io.engram.cli.submit;

import io.engram.cli.console.CommandFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The images under some folders and files. In a folder, what is not an image by its extension is
 * skipped and counted, and so are hidden files, pipes and devices; a file that is named explicitly
 * is always an image, since the processor decides.
 *
 * @param images sorted by folder and name, each {@code imageId} once and each file once
 * @param skipped files in folders that are not images by their name
 * @param unreadable folders and files that could not be looked at, with the reason
 */
public record ImageFiles(List<ImageFile> images, int skipped, List<String> unreadable) {

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
    return find(paths, Set.of());
  }

  /**
   * Finds the images, passing by some folders, wherever they are found rather than named.
   *
   * @throws CommandFailedException if a path does not exist, or there is no image at all
   */
  public static ImageFiles find(List<Path> paths, Set<Path> without) throws CommandFailedException {
    var search = new ImageSearch(without);
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        search.addFolder(path);
      } else if (Files.exists(path)) {
        search.addFile(path);
      } else {
        throw new CommandFailedException(
            path.toString(), "no such file or folder", "Give the path of a folder or an image.");
      }
    }
    if (search.images().isEmpty()) {
      throw nothingFound(paths, search);
    }
    return new ImageFiles(search.images(), search.skipped(), search.unreadable());
  }

  private static CommandFailedException nothingFound(List<Path> paths, ImageSearch search) {
    String others = search.skipped() + " other files";
    List<String> unreadable = search.unreadable();
    return new CommandFailedException(
        paths.size() == 1 ? paths.get(0).toString() : "the given paths",
        unreadable.isEmpty()
            ? "no images found (" + others + ")"
            : "no images found (" + others + "; not read: " + String.join(", ", unreadable) + ")",
        "Give a folder with JPEG, PNG, WebP or GIF files.");
  }
}
