package io.engram.trainer.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.trainer.augment.Augmentation;
import io.engram.trainer.augment.Batch;
import io.engram.trainer.loss.CorrelationLoss;
import io.engram.trainer.loss.L1Loss;
import io.engram.trainer.network.DiscriminatorConfig;
import io.engram.trainer.network.DiscriminatorConfig.Verdict;
import io.engram.trainer.network.LightConfig;
import io.engram.trainer.network.MapCoding;
import io.engram.trainer.network.Normalization;
import io.engram.trainer.network.UNetConfig;
import io.engram.trainer.network.Upsampling;
import io.engram.trainer.optimise.Adam;
import io.engram.trainer.optimise.AdamW;
import io.engram.trainer.optimise.OptimiserConfig;
import io.engram.trainer.optimise.Schedule;
import io.engram.trainer.strategy.AdversarialConfig;
import io.engram.trainer.strategy.SupervisedConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Trainings that take a second. */
final class TinyTraining {

  private static final Augmentation AUGMENTATION = new Augmentation(0.5, 0.7, 0.1, 0.3, 0.1, 0.1);

  private TinyTraining() {}

  static TrainingConfig config(int epochs) {
    return new TrainingConfig(
        "tiny",
        "0.0.1",
        1,
        epochs,
        8,
        2,
        TrainingConfig.RANDOM,
        List.of(),
        16,
        new LightConfig(64, 8, 0.2f),
        false,
        1,
        new SupervisedConfig(new CorrelationLoss(4, 1, 1, 0.5f)),
        new OptimiserConfig(
            new AdamW(0.9, 0.999, 0.05), 5e-3, new Schedule.WarmupCosine(5, 0.01), 2),
        0.9,
        AUGMENTATION);
  }

  static TrainingConfig adversarial(int epochs, MapCoding maps) {
    var optimiser = new OptimiserConfig(new Adam(0.5, 0.999, 0), 2e-3, new Schedule.Constant(), 0);
    var discriminator =
        new DiscriminatorConfig(List.of(8, 16), 4, Normalization.BATCH, Verdict.PATCHES);
    return new TrainingConfig(
        "tiny-gan",
        "0.0.1",
        1,
        epochs,
        8,
        2,
        TrainingConfig.RANDOM,
        List.of(),
        32,
        new UNetConfig(
            32, List.of(8, 16), true, Normalization.BATCH, Upsampling.UP_CONVOLUTION, 0, maps),
        false,
        1,
        new AdversarialConfig(new L1Loss(), 10, discriminator, optimiser),
        optimiser,
        0,
        AUGMENTATION);
  }

  /** {@code config} with other settings: name, value, name, value, ... */
  static TrainingConfig with(TrainingConfig config, Object... settings) {
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      changes.put((String) settings[i], ConfigJson.value(settings[i + 1].toString()));
    }
    return ConfigJson.with(config, changes);
  }

  /** A batch of noise with striped maps. */
  static Batch batch(int size, int photographSide, int mapSide, long seed) {
    var random = new SplittableRandom(seed);
    var photographs = new float[size * 3 * photographSide * photographSide];
    var maps = new float[size * 2 * mapSide * mapSide];
    for (int i = 0; i < photographs.length; i++) {
      photographs[i] = (float) random.nextDouble();
    }
    int stripe = mapSide * mapSide / 4;
    for (int i = 0; i < maps.length; i++) {
      maps[i] = i / stripe % 4 == 1 ? 0.6f : 0;
    }
    return new Batch(size, photographSide, photographs, mapSide, maps);
  }

  /** Everything that a trainer would write into a checkpoint. */
  static Map<String, float[]> values(HeatmapTrainer trainer) {
    var values = new TreeMap<String, float[]>();
    trainer.state().forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }
}
