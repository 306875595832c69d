package io.engram.trainer.run;

import io.engram.trainer.augment.BatchStream;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.evaluate.Evaluator;
import io.engram.trainer.evaluate.MeanMap;
import io.engram.trainer.export.BundleExport;
import io.engram.trainer.export.ExportFailedException;
import io.engram.trainer.export.ModelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Trains a model. Every method blocks until the training ends. Asked to stop, it ends before its
 * next step, with the last epoch's checkpoint in place; its thread must not be interrupted, which
 * could hit it in the middle of a write.
 */
public final class TrainingRun {

  private final TrainingConfig config;
  private final DatasetDirectory dataset;
  private final RunDirectory directory;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;
  private final ExecutorService workers;

  private TrainingRun(
      TrainingConfig config,
      DatasetDirectory dataset,
      RunDirectory directory,
      TrainingListener listener,
      BooleanSupplier stopRequested,
      ExecutorService workers) {
    this.config = config;
    this.dataset = dataset;
    this.directory = directory;
    this.listener = listener;
    this.stopRequested = stopRequested;
    this.workers = workers;
  }

  /**
   * Trains from the beginning.
   *
   * @param runDirectory where everything is written; made if missing, refused if a training is
   *     there
   * @param stopRequested whether to stop; asked before each step and before the export
   * @throws IOException if the run directory cannot be used
   * @throws InvalidDatasetException if an image cannot be decoded
   * @throws DivergedException if the loss stops being a number
   * @throws ExportFailedException if the trained network does not survive export
   * @throws TrainingStoppedException if it was asked to stop; it can be resumed
   */
  public static TrainingResult start(
      TrainingConfig config,
      DatasetDirectory dataset,
      Path runDirectory,
      TrainingListener listener,
      BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    var directory = new RunDirectory(runDirectory);
    directory.create(config);
    return run(config, dataset, directory, listener, stopRequested);
  }

  /**
   * Goes on with the training in {@code runDirectory} after its last completed epoch; gives the
   * same model as a training that was never interrupted.
   *
   * @param stopRequested whether to stop; asked before each step and before the export
   * @throws IOException if there is no training, or one of another configuration or data set
   * @throws InvalidDatasetException if an image cannot be decoded
   * @throws DivergedException if the loss stops being a number
   * @throws ExportFailedException if the trained network does not survive export
   * @throws TrainingStoppedException if it was asked to stop; it can be resumed
   */
  public static TrainingResult resume(
      TrainingConfig config,
      DatasetDirectory dataset,
      Path runDirectory,
      TrainingListener listener,
      BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    var directory = new RunDirectory(runDirectory);
    directory.requireSame(config);
    return run(config, dataset, directory, listener, stopRequested);
  }

  private static TrainingResult run(
      TrainingConfig config,
      DatasetDirectory dataset,
      RunDirectory directory,
      TrainingListener listener,
      BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    var workers = Executors.newFixedThreadPool(config.threads());
    try {
      var everyone = new Listeners(List.of(new RunRecord(directory), listener));
      return new TrainingRun(config, dataset, directory, everyone, stopRequested, workers).train();
    } finally {
      workers.shutdownNow();
    }
  }

  private TrainingResult train()
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    listener.reading(dataset.names().size());
    var fingerprint = DataFingerprint.of(dataset);
    var reader = new PairReader(dataset, workers);
    int side = config.network().side();
    var validation = reader.read(dataset.validation(), side, side);
    // Larger, so that the smallest crop still has about as many pixels as the network takes.
    var training = reader.read(dataset.training(), side * 11 / 8, side);
    var evaluator = new Evaluator(validation);
    var meanMap = new MeanMap(training);
    var baseline = evaluator.evaluate(meanMap);

    int batches = BatchStream.batches(training.size(), config.batchSize());
    long steps = (long) batches * config.epochs();
    try (var trainer = new HeatmapTrainer(config, meanMap.channelMeans(), steps)) {
      int done = restore(trainer, fingerprint);
      listener.started(
          new TrainingListener.Started(
              config, trainer.size(), training.size(), batches, done, baseline));
      var left = new TimeLeft(System::nanoTime, steps - (long) batches * done);
      for (int epoch = done + 1; epoch <= config.epochs(); epoch++) {
        double loss = trainEpoch(trainer, training, epoch, left);
        var figures = evaluator.evaluate(trainer.predictor());
        trainer.checkpoint(fingerprint, epoch).write(directory.checkpoint());
        listener.epochEnded(new TrainingListener.EpochEnded(epoch, loss, figures, left.now()));
      }
      stopIfRequested();
      var sample = BundleExport.calibrationSample(dataset.training());
      var calibration = reader.read(sample, side, side).stream().map(Pair::photograph).toList();
      var bundleExport = new BundleExport(validation, calibration, config.threads());
      return export(trainer, bundleExport, training.size(), fingerprint, baseline);
    }
  }

  private int restore(HeatmapTrainer trainer, String fingerprint) throws IOException {
    if (!Files.exists(directory.checkpoint())) {
      return 0;
    }
    var checkpoint = Checkpoint.read(directory.checkpoint(), fingerprint, trainer.stateNames());
    trainer.restore(checkpoint);
    return checkpoint.epoch();
  }

  /** Returns the mean loss. */
  private double trainEpoch(HeatmapTrainer trainer, List<Pair> training, int epoch, TimeLeft left)
      throws InterruptedException, TrainingStoppedException {
    var stream = new BatchStream(training, config.batchPlan(), config.seed(), epoch, workers);
    int batches = BatchStream.batches(training.size(), config.batchSize());
    double sum = 0;
    for (int step = 1; step <= batches; step++) {
      stopIfRequested();
      float loss = trainer.step(stream.next());
      sum += loss;
      listener.stepped(new TrainingListener.Stepped(epoch, step, loss, left.afterStep()));
    }
    return sum / batches;
  }

  private void stopIfRequested() throws TrainingStoppedException {
    if (stopRequested.getAsBoolean()) {
      throw new TrainingStoppedException(directory.path());
    }
  }

  private TrainingResult export(
      HeatmapTrainer trainer,
      BundleExport bundleExport,
      int trainingImages,
      String fingerprint,
      Evaluation baseline)
      throws IOException, ExportFailedException {
    var description =
        new ModelDescription(
            config.preset(),
            config.version(),
            ReproductionCommand.of(config),
            fingerprint,
            trainingImages,
            trainer.size(),
            ReproductionCommand.minutes(config, trainingImages),
            baseline);
    var exported =
        bundleExport.export(
            trainer.averaged(),
            trainer.predictor(),
            description,
            directory.candidate(),
            directory.bundle());
    directory.removeCandidate();
    var result =
        new TrainingResult(exported.bundle(), exported.validation(), baseline, exported.parity());
    listener.finished(result);
    return result;
  }

  /** Tells several listeners, in their order. */
  private record Listeners(List<TrainingListener> all) implements TrainingListener {

    @Override
    public void reading(int images) {
      all.forEach(listener -> listener.reading(images));
    }

    @Override
    public void started(Started event) {
      all.forEach(listener -> listener.started(event));
    }

    @Override
    public void stepped(Stepped event) {
      all.forEach(listener -> listener.stepped(event));
    }

    @Override
    public void epochEnded(EpochEnded event) {
      all.forEach(listener -> listener.epochEnded(event));
    }

    @Override
    public void finished(TrainingResult result) {
      all.forEach(listener -> listener.finished(result));
    }
  }
}
