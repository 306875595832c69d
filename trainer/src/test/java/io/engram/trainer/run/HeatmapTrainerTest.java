package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.augment.Batch;
import io.engram.trainer.strategy.DivergedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatmapTrainerTest {

  private static final float[] MEANS = {.2f, .1f};
  private static final TrainingConfig CONFIG = TinyTraining.config(1);

  @Test
  void shouldLearnOneBatchByHeart() {
    try (var trainer = new HeatmapTrainer(CONFIG, DeviceChoice.CPU, Ancestors.none(), MEANS, 30)) {
      double first = trainer.step(batch(1)).generator();
      double last = first;
      for (int i = 0; i < 25; i++) {
        last = trainer.step(batch(1)).generator();
      }
      assertThat(last).isLessThan(0.7 * first);
    }
  }

  @Test
  void shouldDrawTheSameWeightsFromTheSameSeedOnly() {
    assertThat(weights(CONFIG)).isEqualTo(weights(CONFIG));
    assertThat(weights(CONFIG)).isNotEqualTo(weights(TinyTraining.with(CONFIG, "seed", 2)));
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path directory) throws Exception {
    var file = directory.resolve("checkpoint.bin");
    try (var one = new HeatmapTrainer(CONFIG, DeviceChoice.CPU, Ancestors.none(), MEANS, 10);
        var two = new HeatmapTrainer(CONFIG, DeviceChoice.CPU, Ancestors.none(), MEANS, 10)) {
      one.step(batch(1));
      one.save(file, "data", 1);
      two.restore(file, "data");
      assertThat(two.step(batch(2))).isEqualTo(one.step(batch(2)));
      var expected = TinyTraining.values(one);
      TinyTraining.values(two)
          .forEach((name, value) -> assertThat(value).isEqualTo(expected.get(name)));
    }
  }

  @Test
  void shouldNameTheStepWhoseLossIsNoNumber() {
    try (var trainer = new HeatmapTrainer(CONFIG, DeviceChoice.CPU, Ancestors.none(), MEANS, 10)) {
      trainer.step(batch(1));
      var broken = batch(2);
      Arrays.fill(broken.photographs(), Float.NaN);
      assertThatThrownBy(() -> trainer.step(broken))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("step 2: loss is NaN");
    }
  }

  /** PyTorch's switch for gradients is one of each thread. */
  @Test
  void shouldDrawTheSameWeightsOnAThreadThatDidNotLoadPyTorch() throws Exception {
    float[] here = weights(CONFIG);

    assertThat(
            CompletableFuture.supplyAsync(() -> weights(CONFIG), task -> new Thread(task).start())
                .get())
        .isEqualTo(here);
  }

  private static float[] weights(TrainingConfig config) {
    try (var trainer = new HeatmapTrainer(config, DeviceChoice.CPU, Ancestors.none(), MEANS, 10)) {
      return TinyTraining.values(trainer).get("weights");
    }
  }

  private static Batch batch(long seed) {
    return TinyTraining.batch(4, 64, 16, seed);
  }
}
