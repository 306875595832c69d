package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LightNetworkTest {

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void shouldHaveTheRecipesSize() {
    var network = new LightNetwork(128, 24, 0.2f);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 128, 128));
    long trained =
        network.getParameters().values().stream()
            .filter(parameter -> parameter.requiresGradient())
            .mapToLong(parameter -> parameter.getArray().size())
            .sum();
    assertThat(trained).isBetween(950_000L, 970_000L);
    assertThat(network.getOutputShapes(new Shape[] {new Shape(2, 3, 128, 128)})[0])
        .isEqualTo(new Shape(2, 2, 16, 16));
  }

  @Test
  void shouldGiveHeatmapsOfAnySizeInTheUnitInterval() {
    var network = TestNetwork.random(manager, 1);
    var photographs = manager.randomUniform(0, 1, new Shape(3, 3, 64, 64));
    var heatmaps = network.paint(photographs, 32, false);
    assertThat(heatmaps.getShape()).isEqualTo(new Shape(3, 2, 32, 32));
    assertThat(heatmaps.min().getFloat()).isPositive();
    assertThat(heatmaps.max().getFloat()).isLessThan(1);
  }

  @Test
  void shouldAnswerWithTheMeansWhereNothingElseSpeaks() {
    var network = TestNetwork.random(manager, 1);
    network.getParameters().values().forEach(parameter -> parameter.getArray().muli(0));
    network.startAt(new float[] {.14f, .07f});
    var heatmaps = network.heatmaps(manager.ones(new Shape(2, 3, 64, 64)));
    assertThat(heatmaps.get("0,0").mean().getFloat()).isCloseTo(.14f, within(1e-5f));
    assertThat(heatmaps.get("0,1").mean().getFloat()).isCloseTo(.07f, within(1e-5f));
  }

  @Test
  void shouldDropChannelsOnlyWhileTraining() {
    var network = TestNetwork.random(manager, 2);
    var photographs = manager.randomUniform(0, 1, new Shape(4, 3, 64, 64));
    assertThat(network.apply(photographs, false).toFloatArray())
        .isEqualTo(network.apply(photographs, false).toFloatArray());
    assertThat(network.apply(photographs, true).toFloatArray())
        .isNotEqualTo(network.apply(photographs, true).toFloatArray());
  }

  @Test
  void shouldConvolveOddChannelCountsWithoutReadingWhatLiesBehind() {
    var convolution = Convolution.plain(24, 48, 3, 2);
    var shape = new Shape(8, 24, 32, 32);
    convolution.initialize(manager, DataType.FLOAT32, shape);
    var input = manager.randomNormal(shape);
    for (int i = 0; i < 10; i++) {
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        leaveNanInFreedMemory();
        assertThat(convolution.apply(input, false).isNaN().any().getBoolean()).isFalse();
      }
    }
  }

  private void leaveNanInFreedMemory() {
    for (int channels = 24; channels <= 96; channels += 24) {
      manager.full(new Shape(8, channels, 32, 32), Float.NaN).close();
      manager.full(new Shape(48, channels, 3, 3), Float.NaN).close();
    }
  }

  @Test
  void shouldStartAtFiniteHeatmapsWhenAChannelIsBlankOrFull() {
    var network = TestNetwork.random(manager, 2);
    network.startAt(new float[] {0, 1});
    var photographs = manager.randomUniform(0, 1, new Shape(1, 3, 64, 64));
    for (float logit : network.apply(photographs, false).toFloatArray()) {
      assertThat(logit).isFinite();
    }
  }

  @Test
  void shouldRefuseSizesThatDoNotHalveFiveTimes() {
    assertThatThrownBy(() -> new LightConfig(100, 24, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiple of 32, was 100");
    assertThatThrownBy(() -> new LightConfig(128, 12, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiple of 8, was 12");
  }
}
