package io.engram.trainer.evaluate.metric;

import java.util.Arrays;

/**
 * AUC-Judd: the area under the curve of hits over false alarms when the predicted map, cut at each
 * value that it has at a marked pixel, is to tell marked pixels from all others (Judd, Durand and
 * Torralba, "A benchmark of computational models of saliency to predict human fixations", 2012;
 * Bylinskii et al. 2019). At threshold t, {@code TP = #(marked, P >= t) / #marked} and {@code FP =
 * #(unmarked, P >= t) / #unmarked}; trapezoids between these points, (0,0) and (1,1).
 *
 * <p>The original code breaks ties by adding noise; here pixels of equal value enter together, so
 * that the figure is exact and a constant map has 0.5.
 */
public final class AreaUnderCurve {

  private AreaUnderCurve() {}

  /** Returns the area in [0,1], or NaN where all pixels are marked or none is. */
  public static double of(float[] predicted, boolean[] marked) {
    MarkedPixels.requireSameSize(predicted, marked);
    int hits = MarkedPixels.count(marked);
    int others = predicted.length - hits;
    if (hits == 0 || others == 0) {
      return Double.NaN;
    }
    float[] atMarked = sorted(predicted, marked, true, hits);
    float[] elsewhere = sorted(predicted, marked, false, others);
    double area = 0;
    double lastTrue = 0;
    double lastFalse = 0;
    int above = others;
    for (int i = hits - 1; i >= 0; i--) {
      if (i > 0 && atMarked[i - 1] == atMarked[i]) {
        continue;
      }
      while (above > 0 && elsewhere[above - 1] >= atMarked[i]) {
        above--;
      }
      double truePart = (hits - i) / (double) hits;
      double falsePart = (others - above) / (double) others;
      area += (falsePart - lastFalse) * (truePart + lastTrue) / 2;
      lastTrue = truePart;
      lastFalse = falsePart;
    }
    return area + (1 - lastFalse) * (1 + lastTrue) / 2;
  }

  private static float[] sorted(float[] values, boolean[] marked, boolean which, int count) {
    var chosen = new float[count];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      if (marked[i] == which) {
        chosen[next++] = values[i];
      }
    }
    Arrays.sort(chosen);
    return chosen;
  }
}
