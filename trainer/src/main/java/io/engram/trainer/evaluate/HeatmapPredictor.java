package io.engram.trainer.evaluate;

import io.engram.imaging.RgbImage;
import java.util.List;

/** Predicts heatmaps. */
@FunctionalInterface
public interface HeatmapPredictor {

  /**
   * Predicts one batch.
   *
   * @param photographs all of the size that the predictor expects
   * @return for each photograph {@code [2,S,S]} in [0,1], row by row, true schema first, with the
   *     photographs' S
   */
  List<float[]> predict(List<RgbImage> photographs);
}
