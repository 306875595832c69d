package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.augment.Batch;
import io.engram.trainer.network.MapCoding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
      var before = TinyTraining.values(trainer);
      var contest = trainer.step(batch(1)).contest().orElseThrow();
      assertThat(contest.generator()).isPositive();
      assertThat(contest.discriminator()).isPositive();
      var after = TinyTraining.values(trainer);
      for (var side : new String[] {"weights", "discriminator.weights"}) {
        assertThat(after.get(side)).isNotEqualTo(before.get(side));
      }
      for (int i = 0; i < 25; i++) {
        contest = trainer.step(batch(1)).contest().orElseThrow();
      }
      assertThat(contest.discriminator()).isLessThan(0.25);
    }
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path directory) throws Exception {
    var config = TinyTraining.adversarial(1, MapCoding.RGB);
    var file = directory.resolve("checkpoint.bin");
    try (var one = trainer(config);
        var two = trainer(config)) {
      one.step(batch(1));
      one.save(file, "data", 1);
      two.restore(file, "data");
      assertThat(two.step(batch(2))).isEqualTo(one.step(batch(2)));
      var expected = TinyTraining.values(one);
      TinyTraining.values(two)
          .forEach((name, value) -> assertThat(value).isEqualTo(expected.get(name)));
    }
  }

  private static Batch batch(long seed) {
    return TinyTraining.batch(8, 32, 32, seed);
  }
}
