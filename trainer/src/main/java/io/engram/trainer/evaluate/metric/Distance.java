package io.engram.trainer.evaluate.metric;

/**
 * Mean distances of two maps with values in [0,1]. On [-1,1], where {@code v} stands as {@code 2v -
 * 1}, L1 is twice and MSE four times as large; over several channels of equal size, the figure is
 * the channels' mean.
 */
public final class Distance {

  private Distance() {}

  /** {@code L1 = 1/N sum |P - Q|}, the reconstruction term of Isola et al. 2017, equation 3. */
  public static double l1(float[] a, float[] b) {
    Planes.requireSameSize(a, b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  /** {@code MSE = 1/N sum (P - Q)^2}. */
  public static double mse(float[] a, float[] b) {
    Planes.requireSameSize(a, b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum / a.length;
  }
}
