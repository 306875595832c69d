package io.engram.trainer.search.trial;

import java.io.Serial;

/** A trial ended early because it was asked to; its last completed epoch is kept. */
public final class TrialStoppedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public TrialStoppedException() {
    super("asked to stop; the same command goes on");
  }
}
