package io.engram.trainer.dataset.check;

import io.engram.imaging.RgbImage;
import java.util.Arrays;

/**
 * A fingerprint of what an image looks like (pHash: C. Zauner, "Implementation and Benchmarking of
 * Perceptual Image Hash Functions", 2010). Of its brightness at 32 x 32, the cosine transform's 64
 * lowest frequencies, without the constant ones, each give a bit: whether above their median. The
 * number of different bits tells how alike two images look; resizing and recompressing change few.
 */
final class PerceptualHash {

  /** Height and width that an image must have. */
  static final int SIDE = 32;

  private static final int FREQUENCIES = 8;
  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  /** {@code [u][x]} for the frequencies 1 to 8. */
  private static double[][] cosines() {
    var cosines = new double[FREQUENCIES][SIDE];
    for (int u = 0; u < FREQUENCIES; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] = Math.cos(Math.PI * (u + 1) * (2 * x + 1) / (2 * SIDE));
      }
    }
    return cosines;
  }

  static long of(RgbImage image) {
    var rows = new double[SIDE][FREQUENCIES];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int pixel = image.pixel(x, y);
        double grey = 0.299 * (pixel >> 16) + 0.587 * (pixel >> 8 & 0xff) + 0.114 * (pixel & 0xff);
        for (int u = 0; u < FREQUENCIES; u++) {
          rows[y][u] += grey * COSINES[u][x];
        }
      }
    }
    var coefficients = new double[FREQUENCIES * FREQUENCIES];
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        for (int y = 0; y < SIDE; y++) {
          coefficients[v * FREQUENCIES + u] += rows[y][u] * COSINES[v][y];
        }
      }
    }
    return bits(coefficients);
  }

  private static long bits(double[] coefficients) {
    var sorted = coefficients.clone();
    Arrays.sort(sorted);
    double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    long bits = 0;
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] > median) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }
}
