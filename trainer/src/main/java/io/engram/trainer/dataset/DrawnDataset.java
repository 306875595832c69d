package io.engram.trainer.dataset;

import io.engram.imaging.overlay.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A data set that is drawn, in the layout of VISCHEMA PLUS, for tests and for those who have no
 * data: what its maps say is in its photographs to be seen, see {@link DrawnScene}, so a network
 * can learn it. Equal seeds give equal files.
 */
public final class DrawnDataset {

  private static final long SEED = 7;
  private static final int SMALL = 96;
  private static final int SMALLEST = 32;

  /** One map in so many has no false schema, as in VISCHEMA PLUS. */
  private static final int BLANK_EVERY = 5;

  private final int side;
  private final long seed;

  /**
   * @param side height and width of each image in pixels, at least 32
   * @param seed of everything random
   */
  public DrawnDataset(int side, long seed) {
    if (side < SMALLEST) {
      throw new IllegalArgumentException("side must be >= " + SMALLEST + ", was " + side);
    }
    this.side = side;
    this.seed = seed;
  }

  /** Draws small images into {@code root}, always the same. */
  public static DatasetDirectory draw(Path root, int training, int validation)
      throws IOException, InvalidDatasetException {
    return new DrawnDataset(SMALL, SEED).drawInto(root, training, validation);
  }

  /**
   * Draws the images into {@code root}, which is made if missing.
   *
   * @param training how many to train on, at least 1
   * @param validation how many to measure on, at least 1
   * @throws InvalidDatasetException if {@code root} holds anything already
   */
  public DatasetDirectory drawInto(Path root, int training, int validation)
      throws IOException, InvalidDatasetException {
    if (training < 1 || validation < 1) {
      throw new IllegalArgumentException("draw at least one image to train and one to measure on");
    }
    requireEmpty(root);
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("vms"));
    var names = new ArrayList<String>();
    var categories = new ArrayList<String>(List.of("file,category"));
    var png = new PngEncoder();
    for (int i = 0; i < training + validation; i++) {
      var name = "drawn_%03d.png".formatted(i);
      var random = new SplittableRandom(new SplittableRandom(seed + i).nextLong());
      var scene = DrawnScene.draw(side, i % BLANK_EVERY == 0, random);
      Files.write(root.resolve("images").resolve(name), png.encode(scene.photograph()));
      Files.write(root.resolve("vms").resolve(name), png.encode(scene.map()));
      names.add(name);
      categories.add(name + "," + scene.category());
    }
    Files.write(root.resolve("categories.csv"), categories);
    Files.write(root.resolve("viscplus_train.csv"), names.subList(0, training));
    Files.write(root.resolve("viscplus_val.csv"), names.subList(training, names.size()));
    return DatasetDirectory.open(root);
  }

  private static void requireEmpty(Path root) throws IOException, InvalidDatasetException {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new InvalidDatasetException(root, "is not a folder", "name a new or empty folder");
    }
    try (var files = Files.list(root)) {
      if (files.findAny().isPresent()) {
        throw new InvalidDatasetException(root, "is not empty", "name a new or empty folder");
      }
    }
  }
}
