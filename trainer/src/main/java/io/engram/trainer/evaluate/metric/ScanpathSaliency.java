package io.engram.trainer.evaluate.metric;

/**
 * Normalized scanpath saliency: the mean over the marked pixels of the predicted map in standard
 * deviations from its mean, {@code NSS = 1/M sum over marked (P - mean(P)) / sd(P)} (Peters, Iyer,
 * Itti and Koch, 2005; Bylinskii et al. 2019), with the deviation of a population. Chance is 0; it
 * has no upper limit.
 */
public final class ScanpathSaliency {

  private ScanpathSaliency() {}

  /** Returns NaN where nothing is marked, and 0 where the predicted map is constant. */
  public static double of(float[] predicted, boolean[] marked) {
    MarkedPixels.requireSameSize(predicted, marked);
    int count = MarkedPixels.count(marked);
    if (count == 0) {
      return Double.NaN;
    }
    double mean = Planes.mean(predicted);
    double squares = 0;
    double atMarked = 0;
    for (int i = 0; i < predicted.length; i++) {
      double deviation = predicted[i] - mean;
      squares += deviation * deviation;
      atMarked += marked[i] ? deviation : 0;
    }
    return squares == 0 ? 0 : atMarked / count / Math.sqrt(squares / predicted.length);
  }
}
