package io.engram.trainer.evaluate;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.SchemaChannel;
import io.engram.trainer.evaluate.metric.Correlation;
import io.engram.trainer.evaluate.metric.Distance;
import java.util.Arrays;
import java.util.List;

/** Evaluates predictors on the same pairs, whose photographs and maps are of one size. */
public final class Evaluator {

  private static final int BATCH = 16;

  private final List<Pair> pairs;

  public Evaluator(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** Predicts every pair's photograph and compares with its map. */
  public Evaluation evaluate(HeatmapPredictor predictor) {
    var totals = new Totals();
    for (int from = 0; from < pairs.size(); from += BATCH) {
      var batch = pairs.subList(from, Math.min(from + BATCH, pairs.size()));
      var heatmaps = predictor.predict(batch.stream().map(Pair::photograph).toList());
      for (int i = 0; i < batch.size(); i++) {
        totals.add(heatmaps.get(i), batch.get(i).map());
      }
    }
    return totals.mean();
  }

  /** A mean over those images where the channel has something to correlate with. */
  private static final class MeanCorrelation {
    private double sum;
    private int images;
    private int blank;

    void add(float[] predicted, float[] actual) {
      if (SchemaChannel.isBlank(actual)) {
        blank++;
      } else {
        sum += Correlation.of(predicted, actual);
        images++;
      }
    }

    double mean() {
      return images == 0 ? Double.NaN : sum / images;
    }
  }

  private static final class Totals {
    private final MeanCorrelation trueSchema = new MeanCorrelation();
    private final MeanCorrelation falseSchema = new MeanCorrelation();
    private final MeanCorrelation sum = new MeanCorrelation();
    private double distance;
    private int images;

    void add(float[] heatmap, RgbImage map) {
      var predictedTrue = Arrays.copyOfRange(heatmap, 0, heatmap.length / 2);
      var predictedFalse = Arrays.copyOfRange(heatmap, heatmap.length / 2, heatmap.length);
      var actualTrue = SchemaChannel.TRUE_SCHEMA.of(map);
      var actualFalse = SchemaChannel.FALSE_SCHEMA.of(map);
      trueSchema.add(predictedTrue, actualTrue);
      falseSchema.add(predictedFalse, actualFalse);
      sum.add(
          SchemaChannel.sum(predictedTrue, predictedFalse),
          SchemaChannel.sum(actualTrue, actualFalse));
      var unused = SchemaChannel.UNUSED.of(map);
      distance +=
          Distance.l1(predictedTrue, actualTrue)
              + Distance.l1(predictedFalse, actualFalse)
              + Distance.l1(new float[unused.length], unused);
      images++;
    }

    Evaluation mean() {
      return new Evaluation(
          images,
          // Doubled, because [-1,1] is twice as wide as [0,1].
          2 * distance / (3.0 * images),
          trueSchema.mean(),
          falseSchema.mean(),
          sum.mean(),
          trueSchema.blank,
          falseSchema.blank);
    }
  }
}
