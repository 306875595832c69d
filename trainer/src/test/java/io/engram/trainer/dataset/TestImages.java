package io.engram.trainer.dataset;

import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.overlay.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small image files. A decoder looks at the bytes, so a PNG may have any name. */
public final class TestImages {

  private TestImages() {}

  /** Writes an image of one colour, making folders as needed. */
  public static void write(Path file, int width, int height, Colour colour) throws IOException {
    try (var canvas = Canvas.of(width, height, colour)) {
      write(file, canvas.toImage());
    }
  }

  /** Writes an image, making folders as needed. */
  public static void write(Path file, RgbImage image) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new PngEncoder().encode(image));
  }

  /** Writes small images below {@code root}, each of another colour. */
  public static void write(Path root, String... names) throws IOException {
    for (var name : names) {
      int tone = Math.floorMod(name.hashCode(), 200);
      write(root.resolve(name), 8, 8, new Colour(tone, 20 + tone, 40));
    }
  }
}
