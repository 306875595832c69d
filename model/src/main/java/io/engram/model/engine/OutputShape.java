package io.engram.model.engine;

/**
 * Size of the heatmaps that an engine gives: two planes each, the true schema before the false.
 *
 * @param width cells
 * @param height cells
 */
public record OutputShape(int width, int height) {
  /** Planes of a heatmap. */
  public static final int CHANNELS = 2;

  public OutputShape {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("Output must not be empty, was " + width + "x" + height);
    }
  }

  /** Floats of that many heatmaps. */
  public int floats(int count) {
    return Math.multiplyExact(count, Math.multiplyExact(CHANNELS * width, height));
  }
}
