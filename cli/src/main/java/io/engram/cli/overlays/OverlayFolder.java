package io.engram.cli.overlays;

import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of overlays, each named after its image: {@code beach/one.jpg} becomes {@code
 * beach/one.jpg.png}.
 *
 * @param folder where they are
 */
public record OverlayFolder(Path folder) {

  /**
   * Writes an overlay.
   *
   * @throws IOException if it can't be written, or the image's name leads out of the folder: names
   *     come from whoever submitted the image
   */
  public Path write(String imageId, RgbImage overlay) throws IOException {
    Path file = Names.resolve(folder, imageId + ".png");
    Files.createDirectories(file.getParent());
    return Files.write(file, new PngEncoder().encode(overlay));
  }
}
