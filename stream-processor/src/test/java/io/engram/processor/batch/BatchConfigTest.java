package io.engram.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.engine.InferenceEngine;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchConfigTest {
  private final FakeEngine engine = new FakeEngine();
  private final List<InferenceEngine> engines = List.of(engine);

  @BeforeEach
  void letItWork() {
    engine.turns.release(1000);
  }

  private static BatchConfig config(OptionalInt maxSize) {
    return new BatchConfig(maxSize, Duration.ZERO, new BatchTuning(Duration.ofMinutes(1), 16));
  }

  @Test
  void shouldMeasureSizesWhereNoneIsGiven() throws Exception {
    BatchPolicy policy = config(OptionalInt.empty()).warmUp(engines);

    assertThat(policy.maxSize()).isBetween(1, 16);
    assertThat(engine.batches).contains(1, 2);
  }

  @Test
  void shouldTakeTheSizeThatWasMeasuredBeforeWithoutMeasuring() throws Exception {
    BatchPolicy policy = config(OptionalInt.empty()).warmUp(engines, 5);

    assertThat(policy.maxSize()).isEqualTo(5);
    assertThat(engine.batches).doesNotContain(2, 4, 8).contains(5);
  }

  @Test
  void shouldTakeTheSizeThatIsGivenWhateverWasMeasured() throws Exception {
    assertThat(config(OptionalInt.of(3)).warmUp(engines, 5).maxSize()).isEqualTo(3);
  }

  @Test
  void shouldHalveASizeThatDoesNotFitAnyMore() throws Exception {
    engine.memory = 2;

    assertThat(config(OptionalInt.empty()).warmUp(engines, 8).maxSize()).isEqualTo(2);
  }
}
