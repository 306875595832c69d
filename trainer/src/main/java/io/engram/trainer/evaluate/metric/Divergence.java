package io.engram.trainer.evaluate.metric;

/**
 * The Kullback-Leibler divergence of the predicted map from people's, both as distributions that
 * sum to 1: {@code KL = sum Q log(e + Q / (e + P))} with {@code e = 2^-52}, as the MIT saliency
 * benchmark has it (Bylinskii et al. 2019). In nats; 0 for equal maps, and very large where a
 * prediction is zero at what people marked.
 */
public final class Divergence {

  private static final double EPSILON = Math.ulp(1.0);

  private Divergence() {}

  /** Returns the divergence, or NaN where people's map is 0 everywhere. */
  public static double of(float[] predicted, float[] actual) {
    Planes.requireSameSize(predicted, actual);
    double toP = Planes.normalizer(predicted);
    double toQ = Planes.normalizer(actual);
    if (toQ == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      double q = actual[i] * toQ;
      sum += q * Math.log(EPSILON + q / (EPSILON + predicted[i] * toP));
    }
    return sum;
  }
}
