package io.engram.trainer.run;

import io.engram.model.bundle.Manifest;
import io.engram.trainer.augment.Augmentation;
import io.engram.trainer.augment.BatchPlan;
import io.engram.trainer.network.MapCoding;
import io.engram.trainer.network.NetworkConfig;
import io.engram.trainer.optimise.OptimiserConfig;
import io.engram.trainer.strategy.AdversarialConfig;
import io.engram.trainer.strategy.DistilledConfig;
import io.engram.trainer.strategy.StrategyConfig;
import java.util.List;

/**
 * Everything that decides what a training gives, besides the data and the kind of machine. {@link
 * ConfigJson} is its form as text.
 *
 * @param preset name of the preset it came from, which also names the model
 * @param version version of the model
 * @param seed of everything random
 * @param epochs passes over the training images
 * @param batchSize images in a step
 * @param threads that compute; sums depend on how they are split, so the figures depend on it
 * @param startsFrom SHA-256 of the run's weights it starts from, or {@code backbone:} and that of
 *     the file that its backbone starts from, or {@value #RANDOM}
 * @param backbones SHA-256 of the files that backbones started from, its own or one of its
 *     ancestors', sorted: what the terms of their weights ask for, this model owes as well
 * @param lossSide height and width at which maps are compared while training
 * @param network what is trained
 * @param mirrored whether the exported model is the mean of what the network sees in the picture
 *     and in its mirror image, which doubles the cost
 * @param sharpness power that the exported model's heatmaps are raised to (see {@link
 *     io.engram.trainer.network.Sharpened}); 1 leaves them as they are
 * @param strategy what it learns from
 * @param optimiser how it learns
 * @param averageDecay share that the moving average of the network's weights, which is what is
 *     measured and exported, keeps at each step; 0 for none, so that the last weights count
 * @param augmentation how images vary from epoch to epoch
 */
public record TrainingConfig(
    String preset,
    String version,
    long seed,
    int epochs,
    int batchSize,
    int threads,
    String startsFrom,
    List<String> backbones,
    int lossSide,
    NetworkConfig network,
    boolean mirrored,
    double sharpness,
    StrategyConfig strategy,
    OptimiserConfig optimiser,
    double averageDecay,
    Augmentation augmentation) {

  /** Says that first weights are drawn from the seed. */
  public static final String RANDOM = "random";

  public TrainingConfig {
    backbones = backbones.stream().distinct().sorted().toList();
    if (startsFrom.startsWith(Backbone.PREFIX)
        && !backbones.contains(startsFrom.substring(Backbone.PREFIX.length()))) {
      throw new IllegalArgumentException(
          "backbones must name the file that startsFrom names, %s, for its terms go on with the weights; was %s"
              .formatted(startsFrom, backbones));
    }
    // The manifest would refuse these only after the training.
    Manifest.requireName(preset);
    Manifest.requireVersion(version);
    requirePositive("epochs", epochs);
    requirePositive("batchSize", batchSize);
    requirePositive("threads", threads);
    requirePositive("lossSide", lossSide);
    if (!(sharpness > 0 && sharpness <= 10)) {
      throw new IllegalArgumentException("sharpness must be in (0,10], was " + sharpness);
    }
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException("averageDecay must be in [0,1), was " + averageDecay);
    }
    if (!strategy.loss().accepts(network.maps())) {
      throw new IllegalArgumentException(
          "strategy.loss compares heatmaps, so network.maps must be two-channel; or choose the loss"
              + " l1 or mse");
    }
    if (strategy instanceof AdversarialConfig adversarial) {
      requireWholeSize(lossSide, network, "a discriminator looks at photograph and map together");
      adversarial.discriminator().requireFits(lossSide);
    }
    if (strategy instanceof DistilledConfig && network.side() % lossSide != 0) {
      throw new IllegalArgumentException(
          "lossSide must divide network.side, %d, because teachers' heatmaps are shrunk to it; it was %d"
              .formatted(network.side(), lossSide));
    }
    if (network.maps() == MapCoding.COMPOSITION) {
      requireWholeSize(lossSide, network, "a composition lays the map over the photograph");
    }
  }

  /** Whether its own backbone starts from a file. */
  boolean startsFromBackbone() {
    return startsFrom.startsWith(Backbone.PREFIX);
  }

  /** The same from other first weights, and from backbones of other files. */
  TrainingConfig startingFrom(String weights, List<String> files) {
    return new TrainingConfig(
        preset,
        version,
        seed,
        epochs,
        batchSize,
        threads,
        weights,
        files,
        lossSide,
        network,
        mirrored,
        sharpness,
        strategy,
        optimiser,
        averageDecay,
        augmentation);
  }

  /** The same with teachers beside people. */
  TrainingConfig taughtBy(List<String> teachers) {
    double share = strategy instanceof DistilledConfig distilled ? distilled.share() : 0.5;
    return new TrainingConfig(
        preset,
        version,
        seed,
        epochs,
        batchSize,
        threads,
        startsFrom,
        backbones,
        lossSide,
        network,
        mirrored,
        sharpness,
        new DistilledConfig(strategy.loss(), share, teachers),
        optimiser,
        averageDecay,
        augmentation);
  }

  private static void requireWholeSize(int lossSide, NetworkConfig network, String reason) {
    if (lossSide != network.side()) {
      throw new IllegalArgumentException(
          "lossSide must be network.side, %d, because %s; it was %d"
              .formatted(network.side(), reason, lossSide));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be >= 1, was " + value);
    }
  }

  /** Steps of {@link #batchSize} images, seen from {@link #augmentation}. */
  BatchPlan batchPlan() {
    return new BatchPlan(batchSize, network.side(), lossSide, augmentation);
  }
}
