package io.engram.trainer.search.training;

import ai.djl.engine.EngineException;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.export.ExportFailedException;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.run.TrainingListener;
import io.engram.trainer.run.TrainingRun;
import io.engram.trainer.run.TrainingStoppedException;
import io.engram.trainer.run.TrainingTask;
import io.engram.trainer.search.TrialDirectories;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialOutcome.Trained;
import io.engram.trainer.search.trial.TrialStoppedException;
import io.engram.trainer.search.trial.TrialTrainer;
import io.engram.trainer.strategy.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Trains trials as {@link TrainingRun}s on a data set. */
public final class TrainingTrials implements TrialTrainer {

  private final DatasetDirectory dataset;
  private final TrialStart start;
  private final Machine machine;
  private final LongSupplier nanoTime;
  private final BooleanSupplier engineWorks;

  /**
   * @param nanoTime the time in nanoseconds from any origin
   */
  public TrainingTrials(
      DatasetDirectory dataset, TrialStart start, Machine machine, LongSupplier nanoTime) {
    this(dataset, start, machine, nanoTime, EngineProbe::works);
  }

  /**
   * @param engineWorks whether the engine can compute at all, asked when a training failed in it
   */
  TrainingTrials(
      DatasetDirectory dataset,
      TrialStart start,
      Machine machine,
      LongSupplier nanoTime,
      BooleanSupplier engineWorks) {
    this.dataset = dataset;
    this.start = start;
    this.machine = machine;
    this.nanoTime = nanoTime;
    this.engineWorks = engineWorks;
  }

  @Override
  public TrialOutcome train(
      TrialJob job,
      Path directory,
      Consumer<EpochFigures> epochEnded,
      BooleanSupplier stopRequested)
      throws TrialStoppedException, IOException, InterruptedException {
    TrainingConfig config;
    try {
      config = RecipeConfig.of(job.trial().recipe());
    } catch (IllegalArgumentException e) {
      return new Refused(e.getMessage());
    }
    try {
      return new Rung(job, directory, epochEnded, stopRequested).train(config);
    } catch (FiguresLostException e) {
      TrialDirectories.delete(directory);
      return new Rung(job, directory, epochEnded, stopRequested).train(config);
    }
  }

  /**
   * A crash came between a checkpoint and its figures: rare, and cheaper to repeat than to mend.
   */
  private static final class FiguresLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One rung: hears a training's epochs, writes them down and stops it at the last. */
  private final class Rung implements TrainingListener {
    private final TrialJob job;
    private final Path directory;
    private final Consumer<EpochFigures> epochEnded;
    private final BooleanSupplier stopRequested;
    private final TrialFigures figures;
    private long lastMark = nanoTime.getAsLong();

    Rung(
        TrialJob job,
        Path directory,
        Consumer<EpochFigures> epochEnded,
        BooleanSupplier stopRequested)
        throws IOException {
      this.job = job;
      this.directory = directory;
      this.epochEnded = epochEnded;
      this.stopRequested = stopRequested;
      this.figures = new TrialFigures(directory);
    }

    TrialOutcome train(TrainingConfig config)
        throws TrialStoppedException, IOException, InterruptedException {
      try {
        if (!isReached()) {
          run(config);
        }
        return new Trained(figures.first(job.untilEpoch()));
      } catch (DivergedException e) {
        return new Diverged(figures.all(), sinceLastMark(), e.getMessage());
      } catch (IllegalArgumentException e) {
        // Networks refuse sizes that do not fit each other when they are built.
        return new Refused(e.getMessage());
      } catch (EngineException e) {
        return refusedByEngine(e);
      } catch (OutOfMemoryError e) {
        // Thrown away with the training is what filled the memory, so that the next one can begin.
        return new Refused("the memory for Java does not suffice: " + e.getMessage());
      } catch (InvalidDatasetException e) {
        throw new IOException(e.getMessage(), e);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    /** The trial's fault, such as too little memory for it, unless nothing else works either. */
    private Refused refusedByEngine(EngineException e) throws IOException {
      if (!engineWorks.getAsBoolean()) {
        throw new IOException(
            "PyTorch fails on this machine, whatever the trial: %s; check the device and go on with"
                    .formatted(e.getMessage())
                + " the same command",
            e);
      }
      return new Refused("PyTorch cannot train it here: " + e.getMessage());
    }

    private void run(TrainingConfig config)
        throws TrialStoppedException, IOException, InvalidDatasetException, InterruptedException {
      var ancestors = start.ancestors(config);
      var task = new TrainingTask(ancestors.describe(config), ancestors, dataset, directory);
      BooleanSupplier stop = () -> isReached() || stopRequested.getAsBoolean();
      try {
        if (Files.exists(directory.resolve("config.json"))) {
          TrainingRun.resume(task, machine, this, stop);
        } else {
          TrainingRun.start(task, machine, this, stop);
        }
      } catch (TrainingStoppedException e) {
        if (!isReached()) {
          throw new TrialStoppedException();
        }
      } catch (ExportFailedException e) {
        throw new IllegalStateException("a trial is stopped before its export", e);
      }
    }

    private boolean isReached() {
      return figures.size() >= job.untilEpoch();
    }

    private double sinceLastMark() {
      long now = nanoTime.getAsLong();
      double seconds = (now - lastMark) / 1e9;
      lastMark = now;
      return seconds;
    }

    @Override
    public void started(Started event) {
      if (figures.size() < event.epochsDone()) {
        throw new FiguresLostException();
      }
      try {
        figures.keep(event.epochsDone());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void epochEnded(EpochEnded event) {
      var epoch =
          new EpochFigures(
              event.epoch(),
              sinceLastMark(),
              event.losses().generator(),
              ValidationMetrics.of(event.validation()));
      try {
        figures.add(epoch);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      epochEnded.accept(epoch);
    }
  }
}
