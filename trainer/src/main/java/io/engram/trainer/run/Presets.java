package io.engram.trainer.run;

import io.engram.trainer.augment.Augmentation;
import io.engram.trainer.loss.CorrelationLoss;
import java.util.List;
import java.util.Optional;

/** Trainings that are known to work, by name. */
public final class Presets {

  private Presets() {}

  /** The names, in the order in which to offer them. */
  public static List<String> names() {
    return List.of("light");
  }

  /** The preset of this name, if there is one. */
  public static Optional<TrainingConfig> find(String name) {
    return name.equals("light") ? Optional.of(light()) : Optional.empty();
  }

  /** A network of 0.96 million parameters that trains in minutes on two cores. */
  public static TrainingConfig light() {
    return new TrainingConfig(
        "light",
        "1.0.0",
        1,
        30,
        32,
        2,
        32,
        new NetworkConfig(128, 24, 0.2f),
        new CorrelationLoss(4, 1, 1, 0.5f),
        new OptimiserConfig(2e-3, 100, 0.01, 0.05, 2, 0.99),
        new Augmentation(0.5, 0.7, 0.1, 0.3, 0.1, 0.1));
  }
}
