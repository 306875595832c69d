package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UNetTest {

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static UNetConfig config(List<Integer> channels, boolean skips) {
    return new UNetConfig(
        32,
        channels,
        skips,
        Normalization.BATCH,
        Upsampling.UP_CONVOLUTION,
        0,
        MapCoding.TWO_CHANNEL);
  }

  private long size(UNetConfig config) {
    return TestNetwork.random(config, manager, 1).getParameters().values().stream()
        .filter(parameter -> parameter.requiresGradient())
        .mapToLong(parameter -> parameter.getArray().size())
        .sum();
  }

  @Test
  void shouldHaveThePapersSize() {
    // Twice 3x3 convolutions with two numbers per norm, 2x2 up-convolutions with bias, a 1x1 head.
    long expected = 0;
    int in = 3;
    for (int out : new int[] {4, 8, 16}) {
      expected += 9L * in * out + 9L * out * out + 4L * out;
      in = out;
    }
    for (int out : new int[] {8, 4}) {
      expected += 4L * in * out + out + 9L * 2 * out * out + 9L * out * out + 4L * out;
      in = out;
    }
    expected += 4 * 2 + 2;
    assertThat(size(config(List.of(4, 8, 16), true))).isEqualTo(expected);
  }

  @Test
  void shouldTakeAnyNumberOfStages() {
    for (var channels : List.of(List.of(4), List.of(4, 8), List.of(4, 8, 8, 8, 8, 8))) {
      var network = TestNetwork.random(config(channels, true), manager, 1);
      assertThat(network.apply(manager.ones(new Shape(2, 3, 32, 32)), false).getShape())
          .isEqualTo(new Shape(2, 2, 32, 32));
    }
  }

  @Test
  void shouldSeeDetailsOnlyThroughItsSkips() {
    assertThat(size(config(List.of(4, 8), true))).isGreaterThan(size(config(List.of(4, 8), false)));
    var photographs = manager.randomUniform(0, 1, new Shape(1, 3, 32, 32));
    var network = TestNetwork.random(config(List.of(4, 8), false), manager, 1);
    assertThat(network.apply(photographs, false).getShape()).isEqualTo(new Shape(1, 2, 32, 32));
  }

  @ParameterizedTest
  @EnumSource(Normalization.class)
  void shouldKnowEveryNormalisation(Normalization normalization) {
    var config =
        new UNetConfig(
            32,
            List.of(4, 8),
            true,
            normalization,
            Upsampling.RESIZE_CONVOLUTION,
            0.1f,
            MapCoding.RGB);
    var network = TestNetwork.random(config, manager, 1);
    var photographs = manager.randomUniform(0, 1, new Shape(3, 3, 32, 32));
    var painted = network.paint(photographs, 32, true);
    assertThat(painted.getShape()).isEqualTo(new Shape(3, 3, 32, 32));
    assertThat(painted.isNaN().any().getBoolean()).isFalse();
  }

  @Test
  void shouldStandardizeEachImageForItself() {
    for (var normalization : List.of(Normalization.INSTANCE, Normalization.LAYER)) {
      var layer =
          normalization == Normalization.INSTANCE
              ? StandardizingNormalization.instance(3)
              : StandardizingNormalization.layer(3);
      layer.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8));
      var input = manager.randomNormal(new Shape(2, 3, 8, 8)).mul(5).add(7);
      var output = layer.apply(input, true);
      for (int image = 0; image < 2; image++) {
        var values = output.get(image);
        assertThat(values.mean().getFloat()).isCloseTo(0, within(1e-4f));
        assertThat(values.square().mean().getFloat()).isCloseTo(1, within(1e-3f));
      }
      boolean perChannel = normalization == Normalization.INSTANCE;
      float channelMean = Math.abs(output.get("0,0").mean().getFloat());
      assertThat(channelMean < 1e-4f).isEqualTo(perChannel);
    }
  }

  @Test
  void shouldPlaceFourPixelsWhereATransposedConvolutionDoes() {
    var layer = new UpConvolution(1, 1);
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2));
    var parameters = layer.getParameters();
    parameters.valueAt(1).getArray().set(new float[] {1, 2, 3, 4});
    parameters.valueAt(0).getArray().set(new float[] {0.5f});
    var output =
        layer.apply(manager.create(new float[] {1, 10, 100, 1000}, new Shape(1, 1, 2, 2)), false);
    assertThat(output.toFloatArray())
        .containsExactly(
            1.5f, 2.5f, 10.5f, 20.5f, 3.5f, 4.5f, 30.5f, 40.5f, 100.5f, 200.5f, 1000.5f, 2000.5f,
            300.5f, 400.5f, 3000.5f, 4000.5f);
  }

  @Test
  void shouldRefuseASizeThatDoesNotHalveOftenEnough() {
    assertThatThrownBy(() -> config(List.of(4, 8, 16, 32, 64, 128, 256), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network.side must be a multiple of 64 for the 7 stages of network.channels, was 32");
    assertThatThrownBy(() -> config(List.of(), true))
        .hasMessageContaining("network.channels must be one or more numbers >= 1");
  }
}
