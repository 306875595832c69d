package io.engram.trainer.run;

import io.engram.model.bundle.Manifest;

/** How to train the same model again, for the manifest. */
final class ReproductionCommand {

  private ReproductionCommand() {}

  static Manifest.Training of(TrainingConfig config) {
    var command =
        "engram train --dataset VISCHEMA_PLUS --preset %s --seed %d --epochs %d"
            .formatted(config.preset(), config.seed(), config.epochs());
    return new Manifest.Training(
        config.preset(), config.seed(), command, ConfigJson.settings(config));
  }
}
