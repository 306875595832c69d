package io.engram.trainer.evaluate.figures;

import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.HeatmapPredictor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Measures predictors on the same pairs, all figures of all images. */
public final class Measuring {

  private static final int BATCH = 16;

  /** Heatmaps that may wait to be measured: predicting is not to run far ahead of the workers. */
  private static final int AHEAD = 4 * BATCH;

  private final List<Pair> pairs;
  private final ExecutorService workers;

  /**
   * Measures on {@code pairs}.
   *
   * @param pairs each got once for every predictor, with photographs of the size that the
   *     predictors take, and maps of the size that they give
   * @param workers compute the figures, and stay the caller's
   */
  public Measuring(List<Pair> pairs, ExecutorService workers) {
    this.pairs = pairs;
    this.workers = workers;
  }

  /**
   * Predicts every pair's map on the calling thread and measures it. Blocks until all are done.
   *
   * @param name of the predictor, for people
   */
  public Measured measure(String name, HeatmapPredictor predictor) throws InterruptedException {
    return measure(name, predictor, done -> {});
  }

  /**
   * The same, telling after each batch how many are predicted.
   *
   * @param progress hears it on the calling thread; what it throws ends the measuring
   */
  public Measured measure(String name, HeatmapPredictor predictor, IntConsumer progress)
      throws InterruptedException {
    var pending = new ArrayDeque<Future<ImageFigures>>();
    var images = new ArrayList<ImageFigures>();
    try {
      for (int from = 0; from < pairs.size(); from += BATCH) {
        var batch = pairs.subList(from, Math.min(from + BATCH, pairs.size()));
        var heatmaps = predictor.predict(batch.stream().map(Pair::photograph).toList());
        for (int i = 0; i < batch.size(); i++) {
          var pair = batch.get(i);
          var heatmap = heatmaps.get(i);
          pending.add(workers.submit(() -> ImageMeasure.of(pair, heatmap)));
        }
        progress.accept(from + batch.size());
        while (pending.size() > AHEAD - BATCH) {
          images.add(pending.remove().get());
        }
      }
      while (!pending.isEmpty()) {
        images.add(pending.remove().get());
      }
      return new Measured(name, images);
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " cannot be measured", e.getCause());
    } finally {
      pending.forEach(image -> image.cancel(false));
    }
  }
}
