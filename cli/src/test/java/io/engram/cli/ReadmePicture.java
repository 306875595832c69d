package io.engram.cli;

import io.engram.cli.creatives.Brand;
import io.engram.cli.creatives.Creative;
import io.engram.cli.creatives.Layout;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.overlay.PngEncoder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the README's picture from what the demo has written: a creative beside its overlay.
 *
 * <pre>
 *  ./engram demo
 *  java -cp "cli/target/test-classes:cli/target/classes:$(cat cli/target/classpath)" \
 *    io.engram.cli.ReadmePicture engram-demo docs/images/heatmap.png
 * </pre>
 */
final class ReadmePicture {
  private static final int WIDTH = 640;
  private static final int GAP = 16;

  private ReadmePicture() {}

  public static void main(String[] args) throws Exception {
    Path demo = Path.of(args[0]);
    String name = new Creative(Brand.SHOES, Layout.HERO).fileName();
    RgbImage creative = read(demo.resolve("creatives").resolve(name));
    RgbImage overlay = read(demo.resolve("overlays").resolve(name + ".png"));
    try (Canvas canvas = Canvas.of(2 * WIDTH + GAP, overlay.height(), Colour.WHITE)) {
      canvas.image(creative, 0, 0).image(overlay, WIDTH + GAP, 0);
      Path picture = Path.of(args[1]);
      Files.createDirectories(picture.toAbsolutePath().getParent());
      Files.write(picture, new PngEncoder().encode(canvas.toImage()));
    }
  }

  private static RgbImage read(Path file) throws Exception {
    RgbImage image =
        new ImageDecoder(DecodeLimits.defaults())
            .decodeWithin(Files.readAllBytes(file), Integer.MAX_VALUE)
            .pixels();
    return image.resize(WIDTH, WIDTH * image.height() / image.width());
  }
}
