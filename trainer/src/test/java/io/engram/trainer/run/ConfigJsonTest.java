package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.network.MapCoding;
import io.engram.trainer.network.UNetConfig;
import io.engram.trainer.optimise.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"light", "mobilenet", "u-net", "gan"})
  void shouldReadBackEveryPreset(String name, @TempDir Path directory) throws Exception {
    var config = Presets.find(name).orElseThrow();
    var file = directory.resolve("config.json");
    ConfigJson.write(config, file);
    assertThat(ConfigJson.read(file)).isEqualTo(config);
    assertThat(ConfigJson.parse(ConfigJson.tree(config))).isEqualTo(config);
  }

  @Test
  void shouldTakeANewKindWithItsUsualValuesAndThenTheOthers() {
    var config =
        TinyTraining.with(
            Presets.light(),
            "network.channels",
            "[8,16]",
            "network.kind",
            "u-net",
            "optimiser.rule.kind",
            "sgd",
            "optimiser.rule.momentum",
            0.5,
            "strategy.loss.kind",
            "mse");
    var network = (UNetConfig) config.network();
    assertThat(network.channels()).containsExactly(8, 16);
    assertThat(network.maps()).isEqualTo(MapCoding.RGB);
    assertThat(config.optimiser().rule()).isEqualTo(new Sgd(0.5, 0));
  }

  @Test
  void shouldKeepTheLossWhenAStrategyChanges() {
    var config = TinyTraining.with(Presets.gan(), "strategy.kind", "supervised");
    assertThat(config.strategy()).isEqualTo(Presets.uNet().strategy());
  }

  @Test
  void shouldKeepTheValuesOfAKindThatIsNamedAgain() {
    var config = TinyTraining.with(Presets.light(), "network.width", 32);
    assertThat(TinyTraining.with(config, "network.kind", "light")).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimizer.rate        | 1       | did you mean 'optimiser'?
          optimiser.rat         | 1       | did you mean 'rate'?
          epochs                | -1      | epochs must be >= 1, was -1
          epochs                | many    | epochs
          epochs                | 1.5     | epochs
          network.kind          | v-net   | did you mean 'u-net'? It has [light, mobilenet, u-net]
          network.side          | 100     | network.side must be a multiple of 32, was 100
          optimiser.rule.beta1  | 1       | rule.beta1 must be in [0,1), was 1.0
          sharpness             | 0       | sharpness must be in (0,10], was 0.0
          strategy.kind         | adversarial | lossSide must be network.side, 128
          augmentation.mirrored | 2       | mirrored must be in [0,1], was 2.0
          """)
  void shouldSayWhichSettingDoesNotFit(String name, String value, String message) {
    assertThatThrownBy(() -> TinyTraining.with(Presets.light(), name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseALossThatThePaintingsCannotHave() {
    assertThatThrownBy(() -> TinyTraining.with(Presets.uNet(), "strategy.loss.kind", "correlation"))
        .hasMessageContaining("network.maps must be two-channel");
  }

  @Test
  void shouldNameTheFileThatHoldsNoConfiguration(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("mine.json"), "{\"epochs\": 3}");
    assertThatThrownBy(() -> ConfigJson.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("mine.json", "no training configuration");
  }
}
