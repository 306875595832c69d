package io.engram.trainer.retrain;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import java.util.Optional;

/** How an update ended. */
sealed interface Verdict {
  /** The update, with the fingerprint that its data was found to have. */
  DatasetUpdated update();

  /**
   * A model was trained, and it was decided on.
   *
   * @param champion the decision by which the model served that it was compared with, if any did
   */
  record Decided(DatasetUpdated update, ModelRelease release, Optional<ModelRelease> champion)
      implements Verdict {}

  /** It was decided on before. */
  record Known(DatasetUpdated update, ModelRelease release) implements Verdict {}

  /** No model came of it. */
  record Refused(DatasetUpdated update, String reason) implements Verdict {}
}
