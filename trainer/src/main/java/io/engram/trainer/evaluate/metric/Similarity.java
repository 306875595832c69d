package io.engram.trainer.evaluate.metric;

/**
 * Similarity, or histogram intersection: what two maps have in common as distributions that sum to
 * 1, {@code SIM = sum min(P, Q)} (Bylinskii et al. 2019). 1 for equal maps, 0 for maps that do not
 * overlap.
 */
public final class Similarity {

  private Similarity() {}

  /** Returns the similarity in [0,1], or NaN where people's map is 0 everywhere. */
  public static double of(float[] predicted, float[] actual) {
    Planes.requireSameSize(predicted, actual);
    double toP = Planes.normalizer(predicted);
    double toQ = Planes.normalizer(actual);
    if (toQ == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      sum += Math.min(predicted[i] * toP, actual[i] * toQ);
    }
    return sum;
  }
}
