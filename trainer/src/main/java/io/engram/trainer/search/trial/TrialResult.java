package io.engram.trainer.search.trial;

import java.util.Objects;

/**
 * A job and what came of it.
 *
 * @param worker where it was trained
 */
public record TrialResult(TrialJob job, TrialOutcome outcome, String worker) {

  public TrialResult {
    Objects.requireNonNull(job);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(worker);
  }

  /** Number of the trial. */
  public int trial() {
    return job.trial().number();
  }
}
