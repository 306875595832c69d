package io.engram.trainer.search.trial;

import java.io.Serial;

/** A trial ended early because it was asked to; its last completed epoch is kept. */
public final class TrialStoppedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public TrialStoppedException(TrialJob job) {
    super("trial %d was asked to stop; it can go on".formatted(job.trial().number()));
  }
}
