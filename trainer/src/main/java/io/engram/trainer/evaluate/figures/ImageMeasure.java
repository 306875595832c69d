package io.engram.trainer.evaluate.figures;

import io.engram.imaging.Heatmap;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.SchemaChannel;
import io.engram.trainer.evaluate.metric.AreaUnderCurve;
import io.engram.trainer.evaluate.metric.Correlation;
import io.engram.trainer.evaluate.metric.Distance;
import io.engram.trainer.evaluate.metric.Divergence;
import io.engram.trainer.evaluate.metric.MarkedPixels;
import io.engram.trainer.evaluate.metric.ScanpathSaliency;
import io.engram.trainer.evaluate.metric.Similarity;
import io.engram.trainer.evaluate.metric.StructuralSimilarity;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;

/** Measures one predicted heatmap against people's map of the same image. */
final class ImageMeasure {

  /** On [-1,1] all distances are twice as large as on [0,1], and their squares four times. */
  private static final double SIGNED_L1 = 2;

  private static final double SIGNED_MSE = 4;

  private final EnumMap<Figure, Double> figures = new EnumMap<>(Figure.class);

  private ImageMeasure() {}

  /**
   * Measures all figures.
   *
   * @param heatmap {@code [2,H,W]} in [0,1] with the H and W of the pair's map, true schema first
   */
  static ImageFigures of(Pair pair, float[] heatmap) {
    int width = pair.map().width();
    int pixels = width * pair.map().height();
    if (heatmap.length != 2 * pixels) {
      throw new IllegalArgumentException(
          "a heatmap for %s has %d values, it has %d"
              .formatted(pair.name(), 2 * pixels, heatmap.length));
    }
    var predictedTrue = Arrays.copyOfRange(heatmap, 0, pixels);
    var predictedFalse = Arrays.copyOfRange(heatmap, pixels, heatmap.length);
    var actualTrue = SchemaChannel.TRUE_SCHEMA.of(pair.map());
    var actualFalse = SchemaChannel.FALSE_SCHEMA.of(pair.map());
    var measure = new ImageMeasure();
    measure.distances(predictedTrue, actualTrue, predictedFalse, actualFalse, pair);
    measure.put(Figure.SSIM_TRUE, StructuralSimilarity.of(predictedTrue, actualTrue, width));
    measure.put(Figure.SSIM_FALSE, StructuralSimilarity.of(predictedFalse, actualFalse, width));
    measure.agreement(MapPart.TRUE, predictedTrue, actualTrue);
    measure.agreement(MapPart.FALSE, predictedFalse, actualFalse);
    measure.agreement(
        MapPart.SUM,
        SchemaChannel.sum(predictedTrue, predictedFalse),
        SchemaChannel.sum(actualTrue, actualFalse));
    return new ImageFigures(
        pair.name(),
        Heatmap.fromPlanes(FloatBuffer.wrap(heatmap), width, pair.map().height()).score(),
        Heatmap.fromVmsMap(pair.map()).score(),
        measure.figures);
  }

  private void distances(
      float[] predictedTrue,
      float[] actualTrue,
      float[] predictedFalse,
      float[] actualFalse,
      Pair pair) {
    var unused = SchemaChannel.UNUSED.of(pair.map());
    var empty = new float[unused.length];
    double l1 = Distance.l1(predictedTrue, actualTrue) + Distance.l1(predictedFalse, actualFalse);
    double l1OfThree = l1 + Distance.l1(empty, unused);
    put(Figure.L1_UNIT_BOTH, l1 / 2);
    put(Figure.L1_SIGNED_BOTH, SIGNED_L1 * l1 / 2);
    put(Figure.L1_UNIT, l1OfThree / 3);
    put(Figure.L1_SIGNED, SIGNED_L1 * l1OfThree / 3);
    double mse =
        Distance.mse(predictedTrue, actualTrue) + Distance.mse(predictedFalse, actualFalse);
    double mseOfThree = mse + Distance.mse(empty, unused);
    put(Figure.MSE_UNIT_BOTH, mse / 2);
    put(Figure.MSE_SIGNED_BOTH, SIGNED_MSE * mse / 2);
    put(Figure.MSE_UNIT, mseOfThree / 3);
    put(Figure.MSE_SIGNED, SIGNED_MSE * mseOfThree / 3);
  }

  /** What is defined only where people marked something. */
  private void agreement(MapPart part, float[] predicted, float[] actual) {
    if (SchemaChannel.isBlank(actual)) {
      part.figures().forEach(figure -> put(figure, Double.NaN));
      return;
    }
    var marked = MarkedPixels.of(actual);
    put(part.correlation(), Correlation.of(predicted, actual));
    put(part.auc(), AreaUnderCurve.of(predicted, marked));
    put(part.nss(), ScanpathSaliency.of(predicted, marked));
    put(part.kl(), Divergence.of(predicted, actual));
    put(part.similarity(), Similarity.of(predicted, actual));
  }

  private void put(Figure figure, double value) {
    figures.put(figure, value);
  }
}
