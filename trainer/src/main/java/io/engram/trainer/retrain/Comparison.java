package io.engram.trainer.retrain;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.MeanMap;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.figures.Measuring;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** Measures models on the held-out images of one data set, as they serve. */
final class Comparison {
  private final DatasetDirectory data;
  private final ExecutorService workers;
  private final int threads;
  private final BooleanSupplier stopRequested;

  /**
   * @param workers decode and compute figures, and stay the caller's
   * @param stopRequested whether to stop; asked while images are read
   */
  Comparison(
      DatasetDirectory data, ExecutorService workers, int threads, BooleanSupplier stopRequested) {
    this.data = data;
    this.workers = workers;
    this.threads = threads;
    this.stopRequested = stopRequested;
  }

  /**
   * Measures a model, at its own sizes.
   *
   * @throws CancellationException if it was asked to stop
   */
  Measured measure(ModelBundle bundle)
      throws EngineUnavailableException, InvalidDatasetException, InterruptedException {
    try (var engine = Engines.open(bundle, new EngineConfig(Device.CPU, threads, Precision.FP32))) {
      var pairs = reader().read(data.validation(), engine.input().width(), engine.output().width());
      return new Measuring(pairs, workers)
          .measure(bundle.manifest().version(), new EnginePredictor(engine));
    }
  }

  /**
   * Measures the mean of the training maps, which whoever has no model could serve.
   *
   * @throws CancellationException if it was asked to stop
   */
  Measured measureMeanMap(int side) throws InvalidDatasetException, InterruptedException {
    PairReader reader = reader();
    var mean = new MeanMap(reader.read(data.training(), side, side));
    return new Measuring(reader.read(data.validation(), side, side), workers)
        .measure("the mean training map", mean);
  }

  private PairReader reader() {
    return new PairReader(
        data,
        workers,
        (pairs, of) -> {
          if (stopRequested.getAsBoolean()) {
            throw new CancellationException("the comparison was stopped");
          }
        });
  }
}
