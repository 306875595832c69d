package io.engram.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.Warmup.BatchTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class BatchTuningTest {
  private final BatchTuning tuning = new BatchTuning(Duration.ofMillis(100), 64);

  /** What is timed of a device whose batches take this long, in milliseconds. */
  private List<BatchTiming> timings(IntToDoubleFunction millis) {
    List<BatchTiming> timings = new ArrayList<>();
    for (Optional<Integer> size = tuning.next(timings);
        size.isPresent();
        size = tuning.next(timings)) {
      timings.add(new BatchTiming(size.get(), 1000, millis.applyAsDouble(size.get())));
    }
    return timings;
  }

  private int best(IntToDoubleFunction millis) {
    return tuning.best(timings(millis));
  }

  @Test
  void shouldUseTheLargestBatchesOfADeviceThatTakesTheSameTimeForEach() {
    assertThat(best(size -> 5)).isEqualTo(64);
  }

  @Test
  void shouldKeepToTheLatencyTarget() {
    assertThat(best(size -> 40 + 5 * size)).isEqualTo(8);
  }

  @Test
  void shouldUseTheSmallestOfBatchesThatAreAsGood() {
    assertThat(best(size -> size < 4 ? 2 * size : size)).isEqualTo(4);
    assertThat(best(size -> size)).isEqualTo(1);
    assertThat(best(size -> size == 1 ? 1.1 : size)).isEqualTo(1);
    assertThat(best(size -> size == 1 ? 1.2 : size)).isEqualTo(2);
  }

  @Test
  void shouldScoreImagesOneByOneWhereEvenOneTakesLongerThanTheTarget() {
    assertThat(best(size -> 200 * size)).isEqualTo(1);
  }

  @Test
  void shouldNotTryLargerBatchesThanArePromising() {
    assertThat(timings(size -> 75 * size)).hasSize(2);
    assertThat(timings(size -> size < 4 ? 5 : 5 * size)).extracting("batchSize").endsWith(4);
    assertThat(timings(size -> 5)).extracting("batchSize").endsWith(64);
  }

  @Test
  void shouldStopAtBatchesThatDoNotFitIntoMemory() throws EngineException {
    FakeEngine engine = new FakeEngine();
    engine.memory = 1;
    engine.turns.release(1000);

    assertThat(tuning.measure(engine)).isEqualTo(1);
  }
}
