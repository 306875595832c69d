package io.engram.trainer.evaluate.study;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.model.engine.InferenceEngine;
import io.engram.trainer.dataset.Dataset;
import io.engram.trainer.dataset.ImageReader;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.score.ScoreStudy.Scores;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/** Predicts the scores of photographs that need have no maps, keeping nothing else of them. */
final class ImageScores {

  private static final int BATCH = 16;

  private final InferenceEngine engine;
  private final Dataset images;
  private final ExecutorService workers;

  ImageScores(InferenceEngine engine, Dataset images, ExecutorService workers) {
    this.engine = engine;
    this.images = images;
    this.workers = workers;
  }

  /** Scores the images to measure on, by name; people's own are not known. */
  Map<String, Scores> predict(StudyListener listener)
      throws InvalidDatasetException, InterruptedException {
    var predictor = new EnginePredictor(engine);
    int side = engine.output().width();
    var names = images.validation();
    var scores = new HashMap<String, Scores>();
    for (int from = 0; from < names.size(); from += BATCH) {
      var batch = names.subList(from, Math.min(from + BATCH, names.size()));
      var heatmaps = predictor.predict(decode(batch));
      for (int i = 0; i < batch.size(); i++) {
        var heatmap = Heatmap.fromPlanes(FloatBuffer.wrap(heatmaps.get(i)), side, side);
        scores.put(batch.get(i), new Scores(heatmap.score(), Double.NaN, false));
      }
      listener.reached("scoring", scores.size(), names.size());
    }
    return scores;
  }

  private List<RgbImage> decode(List<String> names)
      throws InvalidDatasetException, InterruptedException {
    var tasks = new ArrayList<Callable<RgbImage>>();
    for (var name : names) {
      tasks.add(() -> ImageReader.read(images.photograph(name), engine.input().width()).pixels());
    }
    var photographs = new ArrayList<RgbImage>();
    try {
      for (var decoded : workers.invokeAll(tasks)) {
        photographs.add(decoded.get());
      }
      return photographs;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidDatasetException invalid) {
        throw invalid;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
