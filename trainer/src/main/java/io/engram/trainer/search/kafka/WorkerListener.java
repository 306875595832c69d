package io.engram.trainer.search.kafka;

import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;

/** Hears what a worker does. */
public interface WorkerListener {

  /** A trial is about to be trained. */
  default void started(TrialJob job) {}

  /** An epoch is done; called by the thread that trains. */
  default void epochEnded(TrialJob job, EpochFigures epoch) {}

  /** A trial's result is committed. */
  default void finished(TrialJob job, TrialOutcome outcome) {}

  /**
   * A search is on another data set or backbone and left to workers that have it; heard once a
   * search.
   */
  default void passedOver(String search, String fingerprint) {}

  /** Another worker has the trial now; what was trained here is kept in case it comes back. */
  default void takenOver(TrialJob job) {}
}
