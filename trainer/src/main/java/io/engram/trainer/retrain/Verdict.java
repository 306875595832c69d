package io.engram.trainer.retrain;

import io.engram.schemas.ModelRelease;
import java.util.Optional;

/** How a version of a data set ended. */
sealed interface Verdict {
  /**
   * A model was trained, and it was decided on.
   *
   * @param champion the decision by which the model served that it was compared with, if any did
   */
  record Decided(ModelRelease release, Optional<ModelRelease> champion) implements Verdict {}

  /** It was decided on before. */
  record Known(ModelRelease release) implements Verdict {}

  /** No model came of it. */
  record Refused(String version, String reason) implements Verdict {}
}
