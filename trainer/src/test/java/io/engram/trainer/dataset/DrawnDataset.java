package io.engram.trainer.dataset;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * A data set that can be learned: each photograph has a bright disc, which its map marks as true
 * schema, and a dark square, marked as false schema in four of five maps.
 */
public final class DrawnDataset {

  private static final int SIDE = 96;

  private DrawnDataset() {}

  /** Draws the images into {@code root}. */
  public static DatasetDirectory draw(Path root, int training, int validation)
      throws IOException, InvalidDatasetException {
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("vms"));
    var names = new ArrayList<String>();
    var random = new SplittableRandom(7);
    for (int i = 0; i < training + validation; i++) {
      names.add("drawn_%03d.png".formatted(i));
      drawPair(root, names.get(i), i % 5 == 0, random);
    }
    write(root, "viscplus_train.csv", names.subList(0, training));
    write(root, "viscplus_val.csv", names.subList(training, names.size()));
    return DatasetDirectory.open(root);
  }

  static void write(Path root, String list, List<String> names) throws IOException {
    Files.write(root.resolve(list), names);
  }

  private static void drawPair(Path root, String name, boolean blank, SplittableRandom random)
      throws IOException {
    var photograph = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var map = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var pen = photograph.createGraphics();
    pen.setColor(new Color(90 + random.nextInt(40), 100, 90 + random.nextInt(40)));
    pen.fillRect(0, 0, SIDE, SIDE);
    int x = random.nextInt(SIDE - 32);
    int y = random.nextInt(SIDE - 32);
    pen.setColor(Color.WHITE);
    pen.fillOval(x, y, 32, 32);
    mark(map, x, y, new Color(0, 168, 0));
    if (!blank) {
      int u = random.nextInt(SIDE - 32);
      int v = random.nextInt(SIDE - 32);
      pen.setColor(Color.BLACK);
      pen.fillRect(u + 8, v + 8, 16, 16);
      mark(map, u, v, new Color(112, 0, 0));
    }
    pen.dispose();
    ImageIO.write(photograph, "png", root.resolve("images").resolve(name).toFile());
    ImageIO.write(map, "png", root.resolve("vms").resolve(name).toFile());
  }

  private static void mark(BufferedImage map, int x, int y, Color colour) {
    for (int row = y; row < y + 32; row++) {
      for (int column = x; column < x + 32; column++) {
        map.setRGB(column, row, map.getRGB(column, row) | colour.getRGB());
      }
    }
  }
}
