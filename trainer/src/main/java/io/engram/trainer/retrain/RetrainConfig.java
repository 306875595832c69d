package io.engram.trainer.retrain;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Sha256;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.FirstWeights;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.TrainingConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the service retrains.
 *
 * @param recipe of each training, which also names the model; its version and first weights are the
 *     service's to fill in
 * @param firstWeights that a training starts from where the champion's weights are not known or do
 *     not fit
 * @param given the model that processors are started with, to compare with before any was released;
 *     it may be another than the recipe's
 * @param gate when a challenger is promoted
 * @param leastImages fewest images to train on that are worth it
 * @param leastMeasured fewest images to measure on that can decide
 * @param machine what trainings run on
 * @param work where checkpoints are; no other service may have it
 */
public record RetrainConfig(
    TrainingConfig recipe,
    Optional<FirstWeights> firstWeights,
    Optional<ModelBundle> given,
    Gate gate,
    int leastImages,
    int leastMeasured,
    Machine machine,
    Path work) {

  private static final int PART = 8;
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{8}");

  /**
   * @throws IllegalArgumentException if a minimum is below 1
   */
  public RetrainConfig {
    if (leastImages < 1 || leastMeasured < 1) {
      throw new IllegalArgumentException(
          "at least 1 image to train on and to measure on must be asked for, were %d and %d"
              .formatted(leastImages, leastMeasured));
    }
  }

  /** Name of the model. */
  public String model() {
    return recipe.preset();
  }

  /**
   * The version of a model that is trained on that data by this recipe: the same whenever it is
   * asked for.
   */
  String version(String dataFingerprint) {
    var settings = ConfigJson.tree(recipe);
    settings.remove("version");
    settings.remove("startsFrom");
    settings.remove("backbones");
    return dataFingerprint.substring(0, PART)
        + "-"
        + Sha256.of(settings.toString()).substring(0, PART);
  }

  /** Whether a name can be that of such a version, and of its folder. */
  static boolean isVersion(String name) {
    return VERSION.matcher(name).matches();
  }
}
