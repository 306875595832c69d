package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {

  @Test
  void shouldOfferEveryNameItLists() {
    assertThat(Presets.names()).isNotEmpty();
    assertThat(Presets.names())
        .allSatisfy(name -> assertThat(Presets.find(name).orElseThrow().preset()).isEqualTo(name));
    assertThat(Presets.find("heavy")).isEmpty();
  }

  @Test
  void shouldSpellOutEverySettingOfTheRecipe() {
    assertThat(ConfigJson.settings(Presets.light()))
        .containsEntry("batchSize", "32")
        .containsEntry("lossSide", "32")
        .containsEntry("threads", "2")
        .containsEntry("network.side", "128")
        .containsEntry("network.width", "24")
        .containsEntry("network.dropout", "0.2")
        .containsEntry("strategy.loss.distance", "4.0")
        .containsEntry("strategy.loss.sum", "0.5")
        .containsEntry("optimiser.rate", "0.002")
        .containsEntry("optimiser.schedule.warmup", "100")
        .containsEntry("optimiser.rule.decay", "0.05")
        .containsEntry("optimiser.gradientLimit", "2.0")
        .containsEntry("averageDecay", "0.99")
        .containsEntry("augmentation.smallestCrop", "0.7")
        .containsEntry("augmentation.colour", "0.3")
        .containsEntry("augmentation.grey", "0.1");
  }

  @Test
  void shouldRecogniseItsOwnFile(@TempDir Path directory) throws Exception {
    var file = directory.resolve("config.json");
    ConfigJson.write(Presets.light(), file);
    assertThat(ConfigJson.holds(file, Presets.light())).isTrue();
    assertThat(ConfigJson.holds(file, TinyTraining.with(Presets.light(), "seed", 99))).isFalse();
  }

  @Test
  void shouldRefuseNonsense() {
    assertThatThrownBy(() -> TinyTraining.with(Presets.light(), "epochs", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must be >= 1, was 0");
    assertThatThrownBy(() -> TinyTraining.with(Presets.light(), "version", "two point oh"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 'two point oh' must match");
  }

  @Test
  void shouldTellHowToTrainTheSameModelAgain() {
    assertThat(ReproductionCommand.of(Presets.light()).command())
        .isEqualTo("engram train --dataset DIR --preset light --seed 1 --epochs 30");
    var changed = TinyTraining.with(Presets.light(), "version", "\"1.1.0\"", "network.width", 32);
    assertThat(ReproductionCommand.of(changed).command())
        .endsWith("--epochs 30 --set network.width=32 --set version=1.1.0");
  }

  @Test
  void shouldQuoteForTheShellWhatItWouldReadAnotherWay() {
    var narrow = TinyTraining.with(Presets.uNet(), "network.channels", "[8,16]");
    assertThat(ReproductionCommand.of(narrow).command())
        .endsWith("--epochs 30 --set 'network.channels=[8,16]'");
  }

  /** What a command prints must be enough to get the configuration back. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mobilenet | network.dropout | 0.1 | network.backboneRate  | 0.5
          u-net | optimiser.rule.kind | adamw | optimiser.rule.decay | 0
          light | network.kind        | u-net | network.side         | 128
          gan   | strategy.kind       | supervised | epochs          | 3
          gan   | network.maps        | composition | strategy.lambda | 7
          """)
  void shouldGiveBackTheConfigurationFromItsCommand(
      String preset, String one, String first, String other, String second) {
    var base = Presets.find(preset).orElseThrow();
    var config =
        preset.equals("light")
            ? TinyTraining.with(
                base, one, first, other, second, "lossSide", 128, "strategy.loss.kind", "l1")
            : TinyTraining.with(base, one, first, other, second);
    var command = ReproductionCommand.of(config).command();
    var settings = new ArrayList<Object>();
    for (var setting :
        Pattern.compile("--set '?([\\w.]+)=([^' ]+)'?").matcher(command).results().toList()) {
      settings.add(setting.group(1));
      settings.add(setting.group(2));
    }
    settings.add("epochs");
    settings.add(config.epochs());
    assertThat(TinyTraining.with(base, settings.toArray())).isEqualTo(config);
  }
}
