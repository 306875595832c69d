package io.engram.cli;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** A small data set: each photograph has a white square, which its map marks as true schema. */
final class DrawnPairs {
  private static final int SIDE = 80;

  private DrawnPairs() {}

  static Path draw(Path root, int training, int validation) throws IOException {
    return draw(root, training, validation, new Color(0, 168, 0));
  }

  /** The same with maps that mark in another colour. */
  static Path draw(Path root, int training, int validation, Color mark) throws IOException {
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("vms"));
    List<String> names = new ArrayList<>();
    var random = new Random(5);
    for (int i = 0; i < training + validation; i++) {
      names.add("drawn_%03d.png".formatted(i));
      int x = random.nextInt(SIDE - 24);
      int y = random.nextInt(SIDE - 24);
      draw(root.resolve("images").resolve(names.get(i)), Color.GRAY, Color.WHITE, x, y);
      draw(root.resolve("vms").resolve(names.get(i)), Color.BLACK, mark, x, y);
    }
    Files.write(root.resolve("viscplus_train.csv"), names.subList(0, training));
    Files.write(root.resolve("viscplus_val.csv"), names.subList(training, names.size()));
    return root;
  }

  private static void draw(Path file, Color ground, Color square, int x, int y) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(ground);
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.setColor(square);
    pen.fillRect(x, y, 24, 24);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
