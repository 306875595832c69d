package io.engram.trainer.augment;

import io.engram.imaging.RgbImage;

/**
 * Resizes part of an image with a triangle filter that widens when it shrinks (so nothing aliases),
 * rows and columns apart. Values stay in [0,255].
 */
final class Resampling {

  /** For each target pixel the first source pixel and the weights from there on. */
  private record Axis(int[] first, float[][] weights) {

    static Axis of(double start, double length, int source, int target, boolean reversed) {
      var first = new int[target];
      var weights = new float[target][];
      double step = length * source / target;
      double reach = Math.max(1, step);
      for (int i = 0; i < target; i++) {
        int place = reversed ? target - 1 - i : i;
        double centre = start * source + (i + 0.5) * step - 0.5;
        int from = Math.max(0, (int) Math.ceil(centre - reach));
        int to = Math.min(source - 1, (int) Math.floor(centre + reach));
        first[place] = from;
        weights[place] = triangle(from, to, centre, reach);
      }
      return new Axis(first, weights);
    }

    private static float[] triangle(int from, int to, double centre, double reach) {
      var weights = new float[to - from + 1];
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        double weight = 1 - Math.abs(from + k - centre) / reach;
        weights[k] = (float) weight;
        sum += weight;
      }
      for (int k = 0; k < weights.length; k++) {
        weights[k] /= (float) sum;
      }
      return weights;
    }
  }

  private Resampling() {}

  /**
   * Writes {@code window} of one channel, resized to {@code side} x {@code side}, row by row.
   *
   * @param channel 0, 1 or 2: red, green or blue
   * @param offset where in {@code target} the plane starts
   */
  static void plane(
      RgbImage image, CropWindow window, int channel, int side, float[] target, int offset) {
    int width = image.width();
    int height = image.height();
    var columns = Axis.of(window.left(), window.width(), width, side, window.mirrored());
    var rows = Axis.of(window.top(), window.height(), height, side, false);
    var narrow = new float[height * side];
    int firstRow = rows.first[0];
    int endRow = rows.first[side - 1] + rows.weights[side - 1].length;
    for (int y = firstRow; y < endRow; y++) {
      for (int x = 0; x < side; x++) {
        var weights = columns.weights[x];
        int pixel = 3 * (y * width + columns.first[x]) + channel;
        float sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * (image.rgb()[pixel + 3 * k] & 0xff);
        }
        narrow[y * side + x] = sum;
      }
    }
    for (int y = 0; y < side; y++) {
      shrinkRows(narrow, side, rows.first[y], rows.weights[y], target, offset + y * side);
    }
  }

  private static void shrinkRows(
      float[] rows, int side, int first, float[] weights, float[] target, int offset) {
    for (int x = 0; x < side; x++) {
      target[offset + x] = 0;
    }
    for (int k = 0; k < weights.length; k++) {
      int row = (first + k) * side;
      for (int x = 0; x < side; x++) {
        target[offset + x] += weights[k] * rows[row + x];
      }
    }
  }
}
