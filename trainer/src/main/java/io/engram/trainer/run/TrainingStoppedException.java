package io.engram.trainer.run;

import java.io.Serial;
import java.nio.file.Path;

/** A training ended early because it was asked to; its last completed epoch is kept. */
public final class TrainingStoppedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param runDirectory where it goes on
   */
  public TrainingStoppedException(Path runDirectory) {
    super("the training in " + runDirectory + " was asked to stop; resume it to go on");
  }
}
