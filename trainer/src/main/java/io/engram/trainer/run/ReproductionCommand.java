package io.engram.trainer.run;

import io.engram.model.bundle.Manifest;
import io.engram.trainer.augment.BatchStream;

/** How to train the same model again, for manifest and model card. */
final class ReproductionCommand {

  private static final double SECONDS_PER_STEP = 0.15;

  private ReproductionCommand() {}

  static Manifest.Training of(TrainingConfig config) {
    var command =
        "engram train --dataset VISCHEMA_PLUS --preset %s --seed %d --epochs %d"
            .formatted(config.preset(), config.seed(), config.epochs());
    if (!hasPresetVersion(config)) {
      command += " --model-version " + config.version();
    }
    return new Manifest.Training(
        config.preset(), config.seed(), command, ConfigJson.settings(config));
  }

  private static boolean hasPresetVersion(TrainingConfig config) {
    return Presets.find(config.preset())
        .filter(preset -> preset.version().equals(config.version()))
        .isPresent();
  }

  /** About how long it takes on two cores; never measured, so that a model card does not vary. */
  static long minutes(TrainingConfig config, int trainingImages) {
    long steps = (long) config.epochs() * BatchStream.batches(trainingImages, config.batchSize());
    return Math.max(1, Math.round(steps * SECONDS_PER_STEP / 60));
  }
}
