package io.engram.cli.overlays;

import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of overlays, each named after its image: {@code beach/one.jpg} becomes {@code
 * beach/one.jpg.png}.
 *
 * @param folder where they are
 */
public record OverlayFolder(Path folder) {
  private static final String SUFFIX = ".png";

  /**
   * Removes the overlays of an earlier run, and folders that are empty then; whatever else is in
   * the folder stays.
   */
  public void clear() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        boolean overlay = Files.isRegularFile(path) && path.toString().endsWith(SUFFIX);
        if (overlay || isEmptyFolder(path)) {
          Files.delete(path);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> children = Files.list(path)) {
      return children.findAny().isEmpty();
    }
  }

  /**
   * Writes an overlay.
   *
   * @throws IOException if it can't be written, or the image's name leads out of the folder: names
   *     come from whoever submitted the image
   */
  public Path write(String imageId, RgbImage overlay) throws IOException {
    Path file = Names.resolve(folder, imageId + SUFFIX);
    Files.createDirectories(file.getParent());
    return Files.write(file, new PngEncoder().encode(overlay));
  }
}
