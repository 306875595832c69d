package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.network.BackboneFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackboneTest {

  private static final float[] MEANS = {.2f, .1f};
  private static final float KNOWN = 0.125f;
  private static final TrainingConfig CONFIG =
      TinyTraining.with(
          TinyTraining.config(1),
          "network.kind",
          "mobilenet",
          "network.side",
          64,
          "network.blocks",
          13);

  @TempDir static Path folder;
  private static Ancestors ancestors;

  @BeforeAll
  static void write() throws Exception {
    ancestors = starting(file("backbone", KNOWN));
  }

  private static Ancestors starting(Path file) throws Exception {
    return new Ancestors(Optional.of(Backbone.open(file)), List.of());
  }

  /** A file with one number everywhere. */
  private static Path file(String name, float number) throws Exception {
    return BackboneFile.write(folder.resolve(name), CONFIG.network(), number, Map.of());
  }

  @Test
  void shouldGiveTheBackboneItsWeightsAndLeaveTheRestToTheSeed() {
    try (var pretrained = trainer(ancestors.describe(CONFIG), ancestors);
        var random = trainer(CONFIG, Ancestors.none())) {
      int known = 0;
      for (var vector : List.of("weights", "average")) {
        var given = TinyTraining.values(pretrained).get(vector);
        var drawn = TinyTraining.values(random).get(vector);
        for (int i = 0; i < given.length; i++) {
          if (given[i] == KNOWN) {
            known++;
          } else {
            assertThat(given[i]).isEqualTo(drawn[i]);
          }
        }
      }
      long tensors = 0;
      for (var parameter : CONFIG.network().build().backbone().values()) {
        tensors += parameter.getShape().size();
      }
      assertThat(known).isEqualTo(Math.toIntExact(2 * tensors));
    }
  }

  @Test
  void shouldLetTheBackboneChangeByItsShareOnly() {
    var frozen = TinyTraining.with(CONFIG, "network.backboneRate", 0);
    var before = values(frozen, 0);
    var after = values(frozen, 1);
    int kept = 0;
    int trained = after.get("optimiser.mean").length;
    for (int i = 0; i < trained; i++) {
      boolean known = before.get("weights")[i] == KNOWN;
      kept += known && after.get("weights")[i] == KNOWN ? 1 : 0;
      assertThat(after.get("weights")[i] == KNOWN).isEqualTo(known);
    }
    assertThat(kept).isPositive();
    assertThat(Arrays.copyOf(after.get("weights"), trained))
        .isNotEqualTo(Arrays.copyOf(before.get("weights"), trained));
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path directory) throws Exception {
    var config = ancestors.describe(CONFIG);
    var file = directory.resolve("checkpoint.bin");
    try (var one = trainer(config, ancestors);
        var two = trainer(config, ancestors)) {
      one.step(TinyTraining.batch(4, 64, 16, 1));
      one.save(file, "data", 1);
      two.restore(file, "data");
      var next = TinyTraining.batch(4, 64, 16, 2);
      assertThat(two.step(next)).isEqualTo(one.step(next));
      var expected = TinyTraining.values(one);
      TinyTraining.values(two)
          .forEach((name, value) -> assertThat(value).isEqualTo(expected.get(name)));
    }
  }

  @Test
  void shouldRefuseOtherWeightsThanTheConfigurationNames() throws Exception {
    var config = ancestors.describe(CONFIG);
    assertThat(config.startsFrom()).startsWith("backbone:").hasSize(9 + 64);
    var others = starting(file("others", 0.5f));
    assertThatThrownBy(() -> others.requireFit(config))
        .hasMessageContainingAll("starts from the weights " + config.startsFrom(), "--backbone");
    assertThatThrownBy(() -> Ancestors.none().requireFit(config))
        .hasMessageContaining("not random");
    ancestors.requireFit(config);
  }

  @ParameterizedTest
  @CsvSource({"blocks.1.0.bn1.running_var, -0.5", "blocks.1.0.conv_pw.weight, NaN"})
  void shouldRefuseNumbersThatNoTrainingLeaves(String tensor, float number) throws Exception {
    var file = folder.resolve("broken");
    BackboneFile.write(file, CONFIG.network(), KNOWN, Map.of(tensor, number));
    var broken = starting(file);
    var config = broken.describe(CONFIG);
    assertThatThrownBy(() -> broken.requireFit(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("is damaged", tensor, "holds " + number);
  }

  @Test
  void shouldRefuseANetworkWithoutABackbone() {
    var config = ancestors.describe(TinyTraining.config(1));
    assertThatThrownBy(() -> ancestors.requireFit(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("the network has none", "--preset mobilenet");
  }

  @Test
  void shouldNotKeepStatisticsThatNothingBrings() {
    assertThatThrownBy(() -> Ancestors.none().requireFit(CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("network.keepsNorms", "--backbone");
    Ancestors.none().requireFit(TinyTraining.with(CONFIG, "network.keepsNorms", false));
  }

  @Test
  void shouldRefuseAFileOfFewerBlocks() {
    var config = ancestors.describe(TinyTraining.with(CONFIG, "network.blocks", 14));
    assertThatThrownBy(() -> ancestors.requireFit(config))
        .hasMessageContaining("has no tensor blocks.5.0.conv_pw.weight");
  }

  @Test
  void shouldSayHowToRepeatATraining() {
    assertThat(ReproductionCommand.of(ancestors.describe(CONFIG)).command())
        .endsWith("--backbone FILE");
  }

  @Test
  void shouldNotTakeAnyFile(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("weights.pth"), "PK something else");
    assertThatThrownBy(() -> Backbone.open(file)).hasMessageContaining("is no safetensors file");
  }

  private static Map<String, float[]> values(TrainingConfig config, int steps) {
    try (var trainer = trainer(ancestors.describe(config), ancestors)) {
      for (int step = 1; step <= steps; step++) {
        trainer.step(TinyTraining.batch(4, 64, 16, step));
      }
      return TinyTraining.values(trainer);
    }
  }

  private static HeatmapTrainer trainer(TrainingConfig config, Ancestors ancestors) {
    return new HeatmapTrainer(config, DeviceChoice.CPU, ancestors, MEANS, 10);
  }
}
