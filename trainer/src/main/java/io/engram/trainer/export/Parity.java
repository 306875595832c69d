package io.engram.trainer.export;

import io.engram.imaging.RgbImage;
import io.engram.trainer.evaluate.HeatmapPredictor;
import java.util.List;
import java.util.Locale;

/**
 * How far two predictors that should be one differ on the same photographs.
 *
 * @param images number of photographs compared
 * @param largest largest absolute difference of any value in [0,1]
 * @param mean mean absolute difference
 */
public record Parity(int images, double largest, double mean) {

  /** More than this is not rounding. */
  public static final double LIMIT = 1e-4;

  private static final int BATCH = 16;

  /** Compares both predictors' heatmaps. */
  public static Parity between(
      HeatmapPredictor expected, HeatmapPredictor actual, List<RgbImage> photographs) {
    double largest = 0;
    double sum = 0;
    long values = 0;
    for (int from = 0; from < photographs.size(); from += BATCH) {
      var batch = photographs.subList(from, Math.min(from + BATCH, photographs.size()));
      var a = expected.predict(batch);
      var b = actual.predict(batch);
      for (int image = 0; image < batch.size(); image++) {
        for (int i = 0; i < a.get(image).length; i++) {
          double difference = Math.abs((double) a.get(image)[i] - b.get(image)[i]);
          // Math.max hands NaN on, so a model that gives NaN cannot pass.
          largest = Math.max(largest, difference);
          sum += difference;
          values++;
        }
      }
    }
    return new Parity(photographs.size(), largest, sum / values);
  }

  /** Whether the two are the same but for rounding. */
  public boolean holds() {
    return largest <= LIMIT;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "parity on %d images: largest %.2e, mean %.2e", images, largest, mean);
  }
}
