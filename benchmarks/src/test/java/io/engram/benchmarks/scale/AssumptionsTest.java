package io.engram.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AssumptionsTest {

  @Test
  void shouldReplaceWhatIsGivenAndKeepTheRest() {
    Assumptions assumptions = Assumptions.of(Map.of("gpu.rate", " 9000 "));

    assertThat(assumptions.get(Assumption.GPU_RATE)).isEqualTo(9_000);
    assertThat(assumptions.get(Assumption.GPU_HOUR)).isEqualTo(1.2);
  }

  @Test
  void shouldKeepEventsAsLongAsTheirTopics() {
    Assumptions assumptions = Assumptions.usual();

    assertThat(assumptions.get(Assumption.IMAGE_HOURS)).isEqualTo(7 * 24);
    assertThat(assumptions.get(Assumption.HEATMAP_HOURS)).isEqualTo(30 * 24);
    assertThat(assumptions.get(Assumption.SCORE_HOURS)).isEqualTo(90 * 24);
  }

  @Test
  void shouldReadTheFileThatItPrints() throws Exception {
    Assumptions assumptions = Assumptions.of(Map.of("cost.model-ms", "0.5", "replicas", "2"));
    var file = new Properties();
    file.load(new StringReader(String.join("\n", assumptions.lines())));

    assertThat(file).hasSize(Assumption.values().length);
    assertThat(
            Assumptions.of(
                    file.stringPropertyNames().stream()
                        .collect(Collectors.toMap(key -> key, file::getProperty)))
                .lines())
        .isEqualTo(assumptions.lines());
  }

  @ParameterizedTest
  @CsvSource({
    "gpu.rat, 1, gpu.rat is unknown; did you mean gpu.rate?",
    "gpu.rate, many, 'gpu.rate is ''many'', but must be a number above 0'",
    "gpu.rate, 0, must be a number above 0",
    "gpu.rate, Infinity, must be a number above 0",
    "gpu.rate, NaN, must be a number above 0",
    "price.gpu-hour, -1, must be a number from 0",
    "processor.utilisation, 1, must be a number between 0 and 1",
    "broker.disk-fill, 0, must be a number between 0 and 1",
    "replicas, 2.5, must be a whole number from 1"
  })
  void shouldSayWhatIsWrong(String key, String value, String answer) {
    assertThatThrownBy(() -> Assumptions.of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(answer);
  }

  @Test
  void shouldSayAllThatIsWrongAtOnce() {
    assertThatThrownBy(() -> Assumptions.of(Map.of("replicas", "0", "core.hour", "1")))
        .hasMessageContainingAll("replicas is '0'", "core.hour is unknown");
  }

  @ParameterizedTest
  @EnumSource
  void shouldStandInTheDocument(Assumption one) throws Exception {
    assertThat(Files.readString(Path.of("../docs/scale.md")))
        .contains(
            "| `%s` | %s | %s |"
                .formatted(one.key(), Assumptions.plain(one.usual()), one.meaning()));
  }
}
