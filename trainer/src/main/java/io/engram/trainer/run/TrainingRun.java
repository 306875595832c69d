package io.engram.trainer.run;

import io.engram.trainer.augment.BatchStream;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.evaluate.Evaluator;
import io.engram.trainer.evaluate.MeanMap;
import io.engram.trainer.export.BundleExport;
import io.engram.trainer.export.ExportFailedException;
import io.engram.trainer.export.ModelDescription;
import io.engram.trainer.export.Provenance;
import io.engram.trainer.strategy.Collapse;
import io.engram.trainer.strategy.DivergedException;
import io.engram.trainer.strategy.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final Machine machine;
  private final Ancestors ancestors;
  private final DatasetDirectory dataset;
  private final RunDirectory directory;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;
  private final ExecutorService workers;

  private TrainingRun(
      TrainingTask task,
      Machine machine,
      TrainingListener listener,
      BooleanSupplier stopRequested,
      ExecutorService workers) {
    this.config = task.config();
    this.machine = machine;
    this.ancestors = task.ancestors();
    this.dataset = task.dataset();
    this.directory = new RunDirectory(task.directory());
    this.listener = new Listeners(List.of(new RunRecord(directory), listener));
    this.stopRequested = stopRequested;
    this.workers = workers;
  }

  /**
   * Trains from the beginning. The task's directory is made if missing, and refused if a training
   * is there.
   *
   * @param stopRequested whether to stop; asked before each step and before the export
   * @throws IOException if the directory cannot be used
   * @throws InvalidDatasetException if an image cannot be decoded
   * @throws DivergedException if the loss stops being a number
   * @throws ExportFailedException if the trained network does not survive export
   * @throws TrainingStoppedException if it was asked to stop; it can be resumed
   */
  public static TrainingResult start(
      TrainingTask task, Machine machine, TrainingListener listener, BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    new RunDirectory(task.directory()).create(task.config());
    return run(task, machine, listener, stopRequested);
  }

  /**
   * Whether the training in the task's directory, if there is one, is of the same configuration.
   */
  public static boolean canResume(TrainingTask task) throws IOException {
    var directory = new RunDirectory(task.directory());
    return Files.exists(directory.config()) && ConfigJson.holds(directory.config(), task.config());
  }

  /**
   * Goes on with the training in the task's directory after its last completed epoch; gives the
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
      TrainingTask task, Machine machine, TrainingListener listener, BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    new RunDirectory(task.directory()).requireSame(task.config());
    return run(task, machine, listener, stopRequested);
  }

  private static TrainingResult run(
      TrainingTask task, Machine machine, TrainingListener listener, BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    var workers = Executors.newFixedThreadPool(task.config().threads());
    try {
      return new TrainingRun(task, machine, listener, stopRequested, workers).train();
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
    int side = config.network().side();
    var images = TrainingImages.read(dataset, side, machine, workers, listener);
    var evaluator = new Evaluator(images.validation());
    var meanMap = new MeanMap(images.training());
    var baseline = evaluator.evaluate(meanMap);

    int batches = BatchStream.batches(images.training().size(), config.batchSize());
    long steps = (long) batches * config.epochs();
    try (var trainer =
        new HeatmapTrainer(config, machine.device(), ancestors, meanMap.channelMeans(), steps)) {
      int done = restore(trainer, images.fingerprint());
      listener.started(
          new TrainingListener.Started(
              config, trainer.size(), images.training().size(), batches, done, baseline));
      var left = new TimeLeft(System::nanoTime, steps - (long) batches * done);
      for (int epoch = done + 1; epoch <= config.epochs(); epoch++) {
        var losses = trainEpoch(trainer, images.training(), epoch, left);
        var figures = evaluator.evaluate(trainer.predictor());
        listener.epochEnded(
            new TrainingListener.EpochEnded(
                epoch, losses, figures, Collapse.of(losses), left.now()));
        // After its figures: those without a checkpoint are dropped when the training is resumed.
        trainer.save(directory.checkpoint(), images.fingerprint(), epoch);
      }
      stopIfRequested();
      return export(trainer, images, baseline);
    }
  }

  private int restore(HeatmapTrainer trainer, String fingerprint) throws IOException {
    if (!Files.exists(directory.checkpoint())) {
      return 0;
    }
    return trainer.restore(directory.checkpoint(), fingerprint).epoch();
  }

  /** Returns the mean losses. */
  private Losses trainEpoch(HeatmapTrainer trainer, List<Pair> training, int epoch, TimeLeft left)
      throws InterruptedException, TrainingStoppedException {
    var stream = new BatchStream(training, config.batchPlan(), config.seed(), epoch, workers);
    int batches = BatchStream.batches(training.size(), config.batchSize());
    var all = new ArrayList<Losses>();
    for (int step = 1; step <= batches; step++) {
      stopIfRequested();
      var losses = trainer.step(stream.next());
      all.add(losses);
      listener.stepped(new TrainingListener.Stepped(epoch, step, losses, left.afterStep()));
    }
    return Losses.mean(all);
  }

  private void stopIfRequested() throws TrainingStoppedException {
    if (stopRequested.getAsBoolean()) {
      throw new TrainingStoppedException(directory.path());
    }
  }

  private TrainingResult export(HeatmapTrainer trainer, TrainingImages images, Evaluation baseline)
      throws IOException, ExportFailedException {
    int learned = images.training().size();
    var description =
        new ModelDescription(
            config.preset(),
            config.version(),
            ReproductionCommand.of(config, dataset),
            Provenance.of(dataset),
            images.fingerprint(),
            images.inputs(),
            config.backbones(),
            learned,
            trainer.size(),
            ReproductionCommand.minutes(config, learned),
            baseline);
    var exported =
        new BundleExport(images.validation(), images.calibration(), config.threads())
            .export(
                trainer.model(),
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
    public void cacheUnusable(Path folder, IOException reason) {
      all.forEach(listener -> listener.cacheUnusable(folder, reason));
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
