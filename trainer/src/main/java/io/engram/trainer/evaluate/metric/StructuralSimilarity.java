package io.engram.trainer.evaluate.metric;

/**
 * SSIM: the mean over all windows of {@code (2 mP mQ + C1)(2 cov + C2) / ((mP^2 + mQ^2 + C1)(vP +
 * vQ + C2))} (Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility
 * to structural similarity", IEEE TIP 13(4), 2004, equation 13), with means, variances and
 * covariance under a Gaussian window of 11 pixels and standard deviation 1.5, {@code C1 = 0.01^2}
 * and {@code C2 = 0.03^2} for values in [0,1]. Only windows that lie wholly inside the map count,
 * as in scikit-image with {@code gaussian_weights=True, use_sample_covariance=False, data_range=1}.
 *
 * <p>Two blank maps are alike in structure, so a prediction of nothing is perfect where people
 * marked nothing, and close to it where they marked little: compare with the black map's figure.
 */
public final class StructuralSimilarity {

  private static final int WINDOW = 11;
  private static final double DEVIATION = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;
  private static final double[] WEIGHTS = weights();

  private StructuralSimilarity() {}

  /**
   * Compares two maps.
   *
   * @param width of both, in pixels, at least 11, as is their height
   * @return in [-1,1], 1 for equal maps
   */
  public static double of(float[] a, float[] b, int width) {
    Planes.requireSameSize(a, b);
    int height = a.length / width;
    if (width < WINDOW || height < WINDOW || width * height != a.length) {
      throw new IllegalArgumentException(
          "SSIM needs rectangular maps of at least %1$d x %1$d pixels, these have %2$d in rows of %3$d"
              .formatted(WINDOW, a.length, width));
    }
    double[] meanA = filter(product(a, null), width);
    double[] meanB = filter(product(b, null), width);
    double[] squareA = filter(product(a, a), width);
    double[] squareB = filter(product(b, b), width);
    double[] cross = filter(product(a, b), width);
    double sum = 0;
    for (int i = 0; i < meanA.length; i++) {
      double mm = meanA[i] * meanB[i];
      double squares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
      double covariance = cross[i] - mm;
      double variances = squareA[i] + squareB[i] - squares;
      sum += (2 * mm + C1) * (2 * covariance + C2) / ((squares + C1) * (variances + C2));
    }
    return sum / meanA.length;
  }

  private static double[] product(float[] a, float[] b) {
    var product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = b == null ? a[i] : (double) a[i] * b[i];
    }
    return product;
  }

  /** The weighted mean under each window that lies wholly inside: rows first, then columns. */
  private static double[] filter(double[] values, int width) {
    int height = values.length / width;
    int columns = width - WINDOW + 1;
    int rows = height - WINDOW + 1;
    var along = new double[height * columns];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < columns; x++) {
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
          sum += WEIGHTS[k] * values[y * width + x + k];
        }
        along[y * columns + x] = sum;
      }
    }
    var result = new double[rows * columns];
    for (int k = 0; k < WINDOW; k++) {
      for (int i = 0; i < result.length; i++) {
        result[i] += WEIGHTS[k] * along[k * columns + i];
      }
    }
    return result;
  }

  private static double[] weights() {
    var weights = new double[WINDOW];
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      double distance = (k - WINDOW / 2) / DEVIATION;
      weights[k] = Math.exp(-distance * distance / 2);
      sum += weights[k];
    }
    for (int k = 0; k < WINDOW; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
