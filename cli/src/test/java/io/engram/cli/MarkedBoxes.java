package io.engram.cli;

import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Box;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.overlay.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a data set: bright boxes, which the maps mark. */
final class MarkedBoxes {
  private static final int SIDE = 64;
  private static final PngEncoder PNG = new PngEncoder();

  private MarkedBoxes() {}

  /** Draws into {@code root}, the first {@code training} to train on; gives their names. */
  static List<String> draw(Path root, int training, int validation) throws IOException {
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("vms"));
    var random = new SplittableRandom(5);
    var names = new ArrayList<String>();
    var categories = new ArrayList<>(List.of("file,category,split"));
    for (int i = 0; i < training + validation; i++) {
      String name = i == training ? "<b>bold & 0.png" : "drawn %02d.png".formatted(i);
      names.add(name);
      categories.add(name + "," + (i % 2 == 0 ? "living_room" : "sky") + ",train");
      var box = new Box(random.nextInt(SIDE - 24), random.nextInt(SIDE - 24), 24, 24);
      var wrong = new Box(random.nextInt(SIDE - 12), random.nextInt(SIDE - 12), 12, 12);
      write(root.resolve("images").resolve(name), Colour.ofRgb(0x5070a0), box, Colour.WHITE, wrong);
      write(root.resolve("vms").resolve(name), Colour.BLACK, box, Colour.ofRgb(0x00a000), wrong);
    }
    Files.write(root.resolve("viscplus_train.csv"), names.subList(0, training));
    Files.write(root.resolve("viscplus_val.csv"), names.subList(training, names.size()));
    Files.write(root.resolve("categories.csv"), categories);
    return names;
  }

  private static void write(Path file, Colour ground, Box box, Colour colour, Box wrong)
      throws IOException {
    try (Canvas canvas = Canvas.of(SIDE, SIDE, ground)) {
      RgbImage image =
          canvas.rectangle(wrong, Colour.ofRgb(0x600000)).rectangle(box, colour).toImage();
      Files.write(file, PNG.encode(image));
    }
  }
}
