package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.trainer.augment.Batch;
import io.engram.trainer.network.MapCoding;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdversarialTrainerTest {

  private static final float[] MEANS = {.2f, .1f};

  private static HeatmapTrainer trainer(TrainingConfig config) {
    return new HeatmapTrainer(config, DeviceChoice.CPU, Ancestors.none(), MEANS, 30);
  }

  @ParameterizedTest
  @EnumSource(MapCoding.class)
  void shouldLearnOneBatchByHeartWhateverItPaints(MapCoding maps) {
    try (var trainer = trainer(TinyTraining.adversarial(1, maps))) {
      double first = trainer.step(batch(1)).generator();
      double last = first;
      for (int i = 0; i < 25; i++) {
        last = trainer.step(batch(1)).generator();
      }
      assertThat(last).isLessThan(0.8 * first);
    }
  }

  @Test
  void shouldTrainBothSidesByTheirOwnLosses() {
    try (var trainer = trainer(TinyTraining.adversarial(1, MapCoding.TWO_CHANNEL))) {
      var before = trainer.checkpoint("data", 0).vectors();
      var contest = trainer.step(batch(1)).contest().orElseThrow();
      assertThat(contest.generator()).isPositive();
      assertThat(contest.discriminator()).isPositive();
      var after = trainer.checkpoint("data", 0).vectors();
      for (var side : new String[] {"weights", "discriminator.weights"}) {
        assertThat(after.get(side)).isNotEqualTo(before.get(side));
      }
      for (int i = 0; i < 25; i++) {
        contest = trainer.step(batch(1)).contest().orElseThrow();
      }
      assertThat(contest.discriminator()).isLessThan(0.25);
    }
  }

  /** With no step of its own the discriminator must stay as it is: it has no part in G's step. */
  @Test
  void shouldNotTeachTheDiscriminatorToBeDeceived() {
    var config =
        TinyTraining.with(
            TinyTraining.adversarial(1, MapCoding.TWO_CHANNEL),
            "strategy.optimiser.rule.kind",
            "sgd",
            "strategy.optimiser.rate",
            1e-30);
    try (var trainer = trainer(config)) {
      var before = trainer.checkpoint("data", 0).vectors().get("discriminator.weights");
      trainer.step(batch(1));
      trainer.step(batch(2));
      var after = trainer.checkpoint("data", 0).vectors().get("discriminator.weights");
      int trained = after.length - 2 * 16;
      for (int i = 0; i < trained; i++) {
        assertThat(after[i]).isCloseTo(before[i], within(1e-20f));
      }
    }
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNeverStopped() {
    var config = TinyTraining.adversarial(1, MapCoding.RGB);
    try (var one = trainer(config);
        var two = trainer(config)) {
      one.step(batch(1));
      two.restore(one.checkpoint("data", 1));
      assertThat(two.step(batch(2))).isEqualTo(one.step(batch(2)));
      var expected = one.checkpoint("data", 2).vectors();
      assertThat(expected).containsKey("discriminator.optimiser.mean");
      two.checkpoint("data", 2)
          .vectors()
          .forEach((name, values) -> assertThat(values).isEqualTo(expected.get(name)));
    }
  }

  private static Batch batch(long seed) {
    var random = new SplittableRandom(seed);
    var photographs = new float[8 * 3 * 32 * 32];
    var maps = new float[8 * 2 * 32 * 32];
    for (int i = 0; i < photographs.length; i++) {
      photographs[i] = (float) random.nextDouble();
    }
    for (int i = 0; i < maps.length; i++) {
      maps[i] = i / 256 % 4 == 1 ? 0.6f : 0;
    }
    return new Batch(8, 32, photographs, 32, maps);
  }
}
