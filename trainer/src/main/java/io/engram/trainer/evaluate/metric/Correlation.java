package io.engram.trainer.evaluate.metric;

/**
 * Pearson's correlation of two maps, pixel by pixel: {@code CC = cov(P, Q) / (sd(P) sd(Q))}
 * (Bylinskii et al. 2019).
 */
public final class Correlation {

  private Correlation() {}

  /** Returns the correlation in [-1,1], or 0 where one map is constant, which predicts nothing. */
  public static double of(float[] a, float[] b) {
    Planes.requireSameSize(a, b);
    double meanA = Planes.mean(a);
    double meanB = Planes.mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i] - meanA;
      double y = b[i] - meanB;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
