package io.engram.trainer.run;

import io.engram.trainer.augment.Augmentation;
import io.engram.trainer.loss.CorrelationLoss;

/** A training that takes a second. */
final class TinyTraining {

  private TinyTraining() {}

  static TrainingConfig config(int epochs) {
    return new TrainingConfig(
        "tiny",
        "0.0.1",
        1,
        epochs,
        8,
        2,
        16,
        new NetworkConfig(64, 8, 0.2f),
        new CorrelationLoss(4, 1, 1, 0.5f),
        new OptimiserConfig(5e-3, 5, 0.01, 0.05, 2, 0.9),
        new Augmentation(0.5, 0.7, 0.1, 0.3, 0.1, 0.1));
  }
}
