package io.engram.trainer.search;

import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import java.io.IOException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Where jobs are trained. For one thread. */
public interface TrialExecutor {

  /**
   * Jobs that an earlier process of this search submitted and that are still under way: {@link
   * #take} will bring their results.
   */
  default Set<TrialJob.Key> pending() {
    return Set.of();
  }

  /** How many jobs can be under way at once. */
  int capacity();

  /** Takes a job on; returns once it cannot be lost any more. */
  void submit(TrialJob job) throws IOException, InterruptedException;

  /**
   * Blocks until there is a result.
   *
   * @param stopRequested whether to stop waiting and working
   * @throws TrialStoppedException if it was asked to stop
   * @throws IOException if jobs cannot be trained at all
   */
  TrialResult take(BooleanSupplier stopRequested)
      throws TrialStoppedException, IOException, InterruptedException;

  /** Hears that a result is safe, so that what its trial kept can go if it is not needed again. */
  default void recorded(TrialResult result) throws IOException {}

  /** Hears that the search is complete: no trial will go on, and what they kept can go. */
  default void completed() throws IOException {}
}
