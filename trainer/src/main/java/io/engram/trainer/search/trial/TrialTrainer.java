package io.engram.trainer.search.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Trains trials. For one thread; two must not train in one directory. */
public interface TrialTrainer {

  /**
   * Trains a trial until the job's epoch, from where earlier calls with the same directory left it;
   * blocks meanwhile. The figures are those of a training that was never interrupted.
   *
   * @param directory the trial's own; whatever is needed to go on is kept there
   * @param epochEnded hears of every epoch that this call trains
   * @param stopRequested whether to stop; asked before each step
   * @throws TrialStoppedException if it was asked to stop; a later call goes on
   * @throws IOException if the directory or the data cannot be used: no fault of the trial
   */
  TrialOutcome train(
      TrialJob job,
      Path directory,
      Consumer<EpochFigures> epochEnded,
      BooleanSupplier stopRequested)
      throws TrialStoppedException, IOException, InterruptedException;
}
