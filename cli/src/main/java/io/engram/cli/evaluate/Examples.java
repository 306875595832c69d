package io.engram.cli.evaluate;

import io.engram.cli.evaluate.Example.Drawn;
import io.engram.cli.report.Preview;
import io.engram.imaging.Heatmap;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.overlay.Overlay;
import io.engram.imaging.overlay.OverlayStyle;
import io.engram.model.engine.InferenceEngine;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.ImageBytes;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairSource;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.ImageFigures;
import io.engram.trainer.evaluate.study.ModelStudy;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Draws the images that a model predicts best, middling and worst. */
final class Examples {
  private static final int OF_EACH_KIND = 3;
  private static final int SIDE = 480;
  private static final double OPACITY = 0.62;
  private static final double DARKEST_SCALE = 0.1;

  private final DatasetDirectory dataset;
  private final PairSource pairs;
  private final InferenceEngine engine;
  private final ImageDecoder decoder = new ImageDecoder(ImageBytes.LIMITS);

  /**
   * @param pairs of {@code dataset}, as they were measured
   * @param engine predicts, and stays the caller's
   */
  Examples(DatasetDirectory dataset, PairSource pairs, InferenceEngine engine) {
    this.dataset = dataset;
    this.pairs = pairs;
    this.engine = engine;
  }

  /** Chooses by the correlation of the sum: the best, those in the middle, the worst. */
  List<Example> of(ModelStudy study)
      throws IOException, UndecodableImageException, InvalidDatasetException, InterruptedException {
    var ranked =
        study.model().images().stream()
            .filter(image -> !Double.isNaN(image.get(Figure.CORRELATION_SUM)))
            .sorted(
                Comparator.<ImageFigures>comparingDouble(i -> i.get(Figure.CORRELATION_SUM))
                    .reversed())
            .toList();
    int each = Math.min(OF_EACH_KIND, ranked.size() / 3);
    int middle = (ranked.size() - each) / 2;
    var examples = new ArrayList<Example>();
    for (int i = 0; i < each; i++) {
      examples.add(draw("best", ranked.get(i)));
    }
    for (int i = 0; i < each; i++) {
      examples.add(draw("median", ranked.get(middle + i)));
    }
    for (int i = each; i > 0; i--) {
      examples.add(draw("worst", ranked.get(ranked.size() - i)));
    }
    return examples;
  }

  private Example draw(String kind, ImageFigures figures)
      throws IOException, UndecodableImageException, InvalidDatasetException, InterruptedException {
    byte[] file = ImageBytes.read(dataset.photograph(figures.name()));
    RgbImage photograph = decoder.decodeWithin(file, SIDE).pixels();
    int side = engine.output().width();
    Pair pair = pairs.read(List.of(figures.name()), engine.input().width(), side).get(0);
    float[] planes = new EnginePredictor(engine).predict(List.of(pair.photograph())).get(0);
    Heatmap predicted = Heatmap.fromPlanes(FloatBuffer.wrap(planes), side, side);
    Heatmap people = Heatmap.fromVmsMap(pair.map());
    return new Example(
        kind,
        figures,
        Preview.of(photograph),
        draw(photograph, people),
        draw(photograph, predicted));
  }

  private static Drawn draw(RgbImage photograph, Heatmap heatmap) {
    double scale = Math.max(DARKEST_SCALE, peak(heatmap));
    var style = new OverlayStyle(OPACITY, OptionalDouble.of(scale), false);
    return new Drawn(Preview.of(Overlay.render(photograph, heatmap, List.of(), style)), scale);
  }

  private static double peak(Heatmap heatmap) {
    int peak = 0;
    for (int i = 0; i < heatmap.trueSchema().length; i++) {
      int here = Math.max(heatmap.trueSchema()[i] & 0xff, heatmap.falseSchema()[i] & 0xff);
      peak = Math.max(peak, here);
    }
    return peak / 255.0;
  }
}
