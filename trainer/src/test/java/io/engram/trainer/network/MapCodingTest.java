package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapCodingTest {

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(MapCoding.class)
  void shouldReadWhatItPainted(MapCoding coding) {
    var heatmaps = manager.randomUniform(0, 1, new Shape(2, 2, 4, 4));
    var photographs = manager.randomUniform(0, 1, new Shape(2, 3, 4, 4));
    var painted = coding.paint(heatmaps, photographs);
    assertThat(painted.getShape().get(1)).isEqualTo(coding.channels());
    assertThat(painted.max().getFloat()).isLessThanOrEqualTo(1);
    assertThat(coding.read(painted, photographs).toFloatArray())
        .containsExactly(heatmaps.toFloatArray(), within(1e-6f));
  }

  @Test
  void shouldPaintTheTrueSchemaGreenAndTheFalseOneRed() {
    var heatmaps = manager.create(new float[] {.7f, .2f}, new Shape(1, 2, 1, 1));
    var photograph = manager.create(new float[] {.1f, .3f, .5f}, new Shape(1, 3, 1, 1));
    assertThat(MapCoding.RGB.paint(heatmaps, photograph).toFloatArray())
        .containsExactly(.2f, .7f, 0);
    assertThat(MapCoding.COMPOSITION.paint(heatmaps, photograph).toFloatArray())
        .containsExactly(new float[] {.15f, .5f, .25f}, within(1e-6f));
  }

  @Test
  void shouldStayInTheUnitIntervalWhateverIsPainted() {
    var photograph = manager.ones(new Shape(1, 3, 2, 2));
    var black = manager.zeros(new Shape(1, 3, 2, 2));
    assertThat(MapCoding.COMPOSITION.read(black, photograph).toFloatArray()).containsOnly(0);
  }
}
