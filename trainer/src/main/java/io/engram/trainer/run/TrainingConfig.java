package io.engram.trainer.run;

import io.engram.model.bundle.Manifest;
import io.engram.trainer.augment.Augmentation;
import io.engram.trainer.augment.BatchPlan;
import io.engram.trainer.loss.CorrelationLoss;

/**
 * Everything that decides what a training gives, besides the data and the kind of machine.
 *
 * @param preset name of the preset it came from, which also names the model
 * @param version version of the model
 * @param seed of everything random
 * @param epochs passes over the training images
 * @param batchSize images in a step
 * @param threads that compute; sums depend on how they are split, so the figures depend on it
 * @param lossSide height and width at which maps are compared while training
 * @param network what is trained
 * @param loss what it minimises
 * @param optimiser how
 * @param augmentation how images vary from epoch to epoch
 */
public record TrainingConfig(
    String preset,
    String version,
    long seed,
    int epochs,
    int batchSize,
    int threads,
    int lossSide,
    NetworkConfig network,
    CorrelationLoss loss,
    OptimiserConfig optimiser,
    Augmentation augmentation) {

  public TrainingConfig {
    // The manifest would refuse these only after the training.
    Manifest.requireName(preset);
    Manifest.requireVersion(version);
    requirePositive("epochs", epochs);
    requirePositive("batchSize", batchSize);
    requirePositive("threads", threads);
    requirePositive("lossSide", lossSide);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be >= 1, was " + value);
    }
  }

  /** The same training with another seed. */
  public TrainingConfig withSeed(long other) {
    return new TrainingConfig(
        preset,
        version,
        other,
        epochs,
        batchSize,
        threads,
        lossSide,
        network,
        loss,
        optimiser,
        augmentation);
  }

  /** The same training over another number of epochs. */
  public TrainingConfig withEpochs(int other) {
    return new TrainingConfig(
        preset,
        version,
        seed,
        other,
        batchSize,
        threads,
        lossSide,
        network,
        loss,
        optimiser,
        augmentation);
  }

  /** The same training for a model of another version. */
  public TrainingConfig withVersion(String other) {
    return new TrainingConfig(
        preset,
        other,
        seed,
        epochs,
        batchSize,
        threads,
        lossSide,
        network,
        loss,
        optimiser,
        augmentation);
  }

  /** Steps of {@link #batchSize} images, seen from {@link #augmentation}. */
  BatchPlan batchPlan() {
    return new BatchPlan(batchSize, network.side(), lossSide, augmentation);
  }
}
