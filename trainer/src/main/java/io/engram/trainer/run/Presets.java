package io.engram.trainer.run;

import io.engram.trainer.augment.Augmentation;
import io.engram.trainer.loss.CorrelationLoss;
import io.engram.trainer.loss.L1Loss;
import io.engram.trainer.network.DiscriminatorConfig;
import io.engram.trainer.network.DiscriminatorConfig.Verdict;
import io.engram.trainer.network.LightConfig;
import io.engram.trainer.network.MapCoding;
import io.engram.trainer.network.MobileNetConfig;
import io.engram.trainer.network.Normalization;
import io.engram.trainer.network.UNetConfig;
import io.engram.trainer.network.Upsampling;
import io.engram.trainer.optimise.Adam;
import io.engram.trainer.optimise.AdamW;
import io.engram.trainer.optimise.OptimiserConfig;
import io.engram.trainer.optimise.Schedule;
import io.engram.trainer.strategy.AdversarialConfig;
import io.engram.trainer.strategy.SupervisedConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Trainings to start from, by name. */
public final class Presets {

  private static final Map<String, Supplier<TrainingConfig>> ALL =
      new TreeMap<>(
          Map.of(
              "light",
              Presets::light,
              "mobilenet",
              Presets::mobileNet,
              "u-net",
              Presets::uNet,
              "gan",
              Presets::gan));

  private Presets() {}

  /** The names. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The preset of this name, if there is one. */
  public static Optional<TrainingConfig> find(String name) {
    return Optional.ofNullable(ALL.get(name)).map(Supplier::get);
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
        TrainingConfig.RANDOM,
        List.of(),
        32,
        new LightConfig(128, 24, 0.2f),
        false,
        1,
        new SupervisedConfig(new CorrelationLoss(4, 1, 1, 0.5f)),
        new OptimiserConfig(
            new AdamW(0.9, 0.999, 0.05), 2e-3, new Schedule.WarmupCosine(100, 0.01), 2),
        0.99,
        new Augmentation(0.5, 0.7, 0.1, 0.3, 0.1, 0.1));
  }

  /** Light's recipe for a network that starts from what its backbone learned elsewhere. */
  public static TrainingConfig mobileNet() {
    var light = light();
    return new TrainingConfig(
        "mobilenet",
        light.version(),
        light.seed(),
        8,
        light.batchSize(),
        light.threads(),
        light.startsFrom(),
        light.backbones(),
        36,
        new MobileNetConfig(144, 13, 0.2, true, 0.2f),
        true,
        1.2,
        new SupervisedConfig(new CorrelationLoss(8, 1, 1, 0.5f)),
        light.optimiser(),
        light.averageDecay(),
        light.augmentation());
  }

  /** The paper's U-Net, learning from people's maps alone. */
  public static TrainingConfig uNet() {
    return new TrainingConfig(
        "u-net",
        "1.0.0",
        1,
        30,
        8,
        2,
        TrainingConfig.RANDOM,
        List.of(),
        256,
        new UNetConfig(
            256,
            List.of(32, 64, 128, 256, 512),
            true,
            Normalization.BATCH,
            Upsampling.UP_CONVOLUTION,
            0,
            MapCoding.RGB),
        false,
        1,
        new SupervisedConfig(new L1Loss()),
        new OptimiserConfig(new Adam(0.5, 0.999, 0), 2e-4, new Schedule.Constant(), 0),
        0,
        new Augmentation(0.5, 1, 0, 0, 0, 0));
  }

  /** The paper's U-Net as the generator of a conditional GAN. */
  public static TrainingConfig gan() {
    var generator = uNet();
    var discriminator =
        new DiscriminatorConfig(
            List.of(64, 128, 256, 512), 4, Normalization.BATCH, Verdict.PATCHES);
    return new TrainingConfig(
        "gan",
        generator.version(),
        generator.seed(),
        generator.epochs(),
        generator.batchSize(),
        generator.threads(),
        generator.startsFrom(),
        generator.backbones(),
        generator.lossSide(),
        generator.network(),
        generator.mirrored(),
        generator.sharpness(),
        new AdversarialConfig(new L1Loss(), 100, discriminator, generator.optimiser()),
        generator.optimiser(),
        generator.averageDecay(),
        generator.augmentation());
  }
}
