package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.model.bundle.Precision;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesConfigTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 4", "32, 4"})
  void shouldOpenAnEngineForEachThreadOfAProcessorUpToFour(int threads, int engines) {
    EnginesConfig config = config(threads, OptionalInt.empty());

    assertThat(config.sessionsOn(Device.CPU)).isEqualTo(engines);
    assertThat(config.sessionsOn(Device.CUDA)).isEqualTo(1);
    assertThat(config.sessionsOn(Device.TENSORRT)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "6, 4", "7, 2", "32, 4"})
  void shouldShareTheThreadsAmongTheEngines(int threads, int sessions) {
    EnginesConfig config = config(threads, OptionalInt.of(sessions));

    int[] shares =
        IntStream.range(0, sessions)
            .map(session -> config.on(Device.CPU, 0, session).threads())
            .toArray();

    assertThat(IntStream.of(shares).sum()).isEqualTo(threads);
    assertThat(IntStream.of(shares).max().orElseThrow() - IntStream.of(shares).min().orElseThrow())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void shouldGiveEachEngineAThreadAtLeast() {
    EnginesConfig config = config(1, OptionalInt.of(3));

    assertThat(IntStream.range(0, 3).map(session -> config.on(Device.AUTO, 0, session).threads()))
        .containsExactly(1, 1, 1);
  }

  @Test
  void shouldRefuseNoEngine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(1, OptionalInt.of(0)))
        .withMessage("engine.sessions must be >= 1, was 0");
  }

  private static EnginesConfig config(int threads, OptionalInt sessions) {
    EngineConfig one = new EngineConfig(Device.AUTO, threads, Precision.FP32);
    return new EnginesConfig(one, List.of(0), sessions);
  }
}
