package io.engram.trainer.search;

import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;

/** Hears how a search gets on, from the search's own thread. */
public interface SearchListener {

  /** A job is about to be trained, here or by a worker. */
  default void submitted(TrialJob job) {}

  /**
   * A result is known and on disk.
   *
   * @param results all of them, with this one
   */
  default void finished(TrialResult result, Results results) {}

  /** A job was finished twice: the second result is not counted. */
  default void repeated(TrialResult result) {}
}
