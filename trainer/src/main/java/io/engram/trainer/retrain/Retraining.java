package io.engram.trainer.retrain;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.releases.Releases;
import io.engram.trainer.run.TrainingListener;
import io.engram.trainer.run.TrainingStoppedException;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** From an update to a verdict. */
@FunctionalInterface
interface Retraining {
  /** Hears how far it is, on the thread that runs it. */
  interface Listener extends TrainingListener {
    /** The training is done, and the models are compared. */
    void comparing();
  }

  /**
   * Runs it; blocks until it has ended.
   *
   * @param decisions reads the decisions so far, which name the champion
   * @param listeners gives the one that hears of an update with the fingerprint that its data has
   * @throws TrainingStoppedException if it was asked to stop; the same call goes on then
   * @throws IOException if folder, store or engine fail, which is no fault of the data
   */
  Verdict run(
      DatasetUpdated update,
      Supplier<Releases> decisions,
      Function<DatasetUpdated, Listener> listeners,
      BooleanSupplier stopRequested)
      throws IOException, TrainingStoppedException, InterruptedException;
}
