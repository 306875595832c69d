package io.engram.processor.batch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.InputShape;
import io.engram.model.engine.OutputShape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class BatchTensorsTest {
  private record Shapes(InputShape input, OutputShape output) implements InferenceEngine {
    @Override
    public void score(ByteBuffer pixels, int count, FloatBuffer heatmaps) {}

    @Override
    public String device() {
      return "none";
    }

    @Override
    public void close() {}
  }

  private static void requireFit(int input, int output, int maxBatch) throws EngineException {
    BatchTensors.requireFit(
        new Shapes(new InputShape(input, input), new OutputShape(output, output)), maxBatch);
  }

  @Test
  void shouldNameTheSettingWhoseBatchesAreTooLargeForATensor() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> requireFit(1024, 256, 683))
        .withMessage(
            "batch.max-size is 683, but of this model's 1024 x 1024 pictures at most 682 fit into a batch");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> requireFit(8, 1024, 256))
        .withMessageContaining("at most 255");
  }

  @Test
  void shouldTakeTheLargestBatchThatFits() {
    assertThatCode(() -> requireFit(1024, 256, 682)).doesNotThrowAnyException();
    assertThatCode(() -> requireFit(8, 1024, 255)).doesNotThrowAnyException();
  }
}
