package io.engram.trainer.retrain;

import io.engram.schemas.ModelRelease;

/** How a version of a data set ended. */
sealed interface Verdict {
  /** A model was trained, and it was decided on. */
  record Decided(ModelRelease release) implements Verdict {}

  /** There was a decision before. */
  record Known(String version) implements Verdict {}

  /** No model came of it. */
  record Refused(String version, String reason) implements Verdict {}
}
