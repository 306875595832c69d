package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.model.bundle.Precision;
import io.engram.model.engine.Warmup.BatchTiming;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.model.testing.TinyModel.Answer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmupTest {
  @TempDir Path folder;

  @Test
  void shouldMeasureTheFirstAndTheSecondBatch() throws EngineException {
    AtomicLong clock = new AtomicLong();
    RecordingEngine engine = new RecordingEngine(clock, 1);

    assertThat(Warmup.measure(engine, 4, clock::get)).isEqualTo(new BatchTiming(4, 1, 2));
    assertThat(engine.counts).containsExactly(4, 4);
  }

  @Test
  void shouldScoreABatchOfEachSizeOnce() throws EngineException {
    RecordingEngine engine = new RecordingEngine(new AtomicLong(), 1);

    Warmup.run(engine, List.of(4, 1, 4));

    assertThat(engine.counts).containsExactly(1, 4);
  }

  @Test
  void shouldFindAValueThatWasNeverWritten() {
    RecordingEngine engine = new RecordingEngine(new AtomicLong(), 0);

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Warmup.run(engine, List.of(2)))
        .withMessageContaining("gave NaN in a batch of 2 on recording");
  }

  @Test
  void shouldPassAGoodModel() throws Exception {
    try (InferenceEngine engine = open(Answer.HEATMAPS)) {
      assertThat(Warmup.measure(engine, 3).batchSize()).isEqualTo(3);
    }
  }

  @Test
  void shouldRefuseAModelThatGivesNoNumbers() throws Exception {
    try (InferenceEngine engine = open(Answer.NOT_A_NUMBER)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Warmup.run(engine, List.of(1)))
          .withMessageContainingAll("gave NaN", "batch of 1 on cpu", "do not serve it");
    }
  }

  @Test
  void shouldRefuseAModelThatLeavesTheRange() throws Exception {
    try (InferenceEngine engine = open(Answer.ABOVE_ONE)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Warmup.run(engine, List.of(1)))
          .withMessageContaining("heatmaps are in [0,1]");
    }
  }

  @Test
  void shouldRefuseBatchSizesThatAreNone() {
    RecordingEngine engine = new RecordingEngine(new AtomicLong(), 1);

    assertThatIllegalArgumentException().isThrownBy(() -> Warmup.run(engine, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Warmup.run(engine, List.of(2, 0)));
  }

  private InferenceEngine open(Answer answer) throws EngineUnavailableException {
    return Engines.open(
        TinyBundle.write(folder.resolve("tiny"), TinyModel.of(8, 8).withAnswer(answer)),
        new EngineConfig(Device.CPU, 1, Precision.FP32));
  }

  /** Takes a millisecond longer with each batch. */
  private static final class RecordingEngine implements InferenceEngine {
    private final AtomicLong clock;
    private final int written;
    private final List<Integer> counts = new ArrayList<>();

    /**
     * @param written of the planes, per batch, that get a value: 1 for all, 0 for none
     */
    RecordingEngine(AtomicLong clock, int written) {
      this.clock = clock;
      this.written = written;
    }

    @Override
    public InputShape input() {
      return new InputShape(8, 8);
    }

    @Override
    public OutputShape output() {
      return new OutputShape(4, 4);
    }

    @Override
    public void score(ByteBuffer pixels, int count, FloatBuffer heatmaps) {
      counts.add(count);
      clock.addAndGet(1_000_000L * counts.size());
      for (int i = 0; i < written * output().floats(count); i++) {
        heatmaps.put(i, 0.5f);
      }
    }

    @Override
    public String device() {
      return "recording";
    }

    @Override
    public void close() {}
  }
}
