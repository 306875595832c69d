package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobileNetTest {

  private static final int SIDE = 64;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Of the paper's 3.5 million, 1.28 are the classifier's and 0.41 the layer's before it. */
  @Test
  void shouldHaveABackboneOfThePapersSize() {
    var backbone = new MobileNet(160, 17, false, 0.2f).backbone();
    long trained =
        backbone.values().stream()
            .filter(parameter -> parameter.requiresGradient())
            .mapToLong(parameter -> parameter.getShape().size())
            .sum();
    assertThat(trained).isEqualTo(1_811_712);
    assertThat(backbone).hasSize(51 + 4 * 51);
    assertThat(backbone.get("conv_stem.weight").getShape()).isEqualTo(new Shape(32, 3, 3, 3));
    assertThat(backbone.get("blocks.0.0.conv_dw.weight").getShape())
        .isEqualTo(new Shape(32, 1, 3, 3));
    assertThat(backbone.get("blocks.0.0.conv_pw.weight").getShape())
        .isEqualTo(new Shape(16, 32, 1, 1));
    assertThat(backbone.get("blocks.6.0.conv_pwl.weight").getShape())
        .isEqualTo(new Shape(320, 960, 1, 1));
    assertThat(backbone.get("blocks.6.0.bn3.running_var").getShape()).isEqualTo(new Shape(320));
  }

  @ParameterizedTest
  @CsvSource({"13, 80, blocks.4.2.conv_pwl.weight", "17, 64, blocks.6.0.conv_pwl.weight"})
  void shouldGiveLogitsAtAnEighthWhateverItsBlocks(int blocks, int side, String last) {
    var network = new MobileNetConfig(side, blocks, 1, false, 0.2f).build();
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, side, side));
    assertThat(network.getOutputShapes(new Shape[] {new Shape(2, 3, side, side)})[0])
        .isEqualTo(new Shape(2, 2, side / 8, side / 8));
    assertThat(network.backbone().keySet()).filteredOn(last::equals).hasSize(1);
  }

  @Test
  void shouldSeeWhatItsBackboneKnows() {
    var network = TestNetwork.random(new MobileNetConfig(SIDE, 17, 1, false, 0.2f), manager, 1);
    var photographs = manager.randomUniform(0, 1, new Shape(2, 3, SIDE, SIDE));
    var before = network.heatmaps(photographs).toFloatArray();
    network.backbone().get("blocks.3.1.conv_dw.weight").getArray().muli(0);
    assertThat(network.heatmaps(photographs).toFloatArray()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldKeepTheStatisticsOfItsBackboneIfAsked(boolean keepsNorms) {
    var network = TestNetwork.random(new MobileNetConfig(SIDE, 13, 1, keepsNorms, 0), manager, 1);
    var statistics = network.backbone().get("blocks.2.1.bn2.running_mean").getArray();
    var before = statistics.toFloatArray();
    network.apply(manager.randomUniform(0, 1, new Shape(2, 3, SIDE, SIDE)), true);
    assertThat(Arrays.equals(statistics.toFloatArray(), before)).isEqualTo(keepsNorms);
  }

  @Test
  void shouldFilterEachChannelByItself() {
    var convolution = Convolution.depthwise(48, 3, 1);
    convolution.initialize(manager, DataType.FLOAT32, new Shape(1, 48, 8, 8));
    convolution.weight().getArray().muli(0).addi(1);
    var input = manager.zeros(new Shape(1, 48, 8, 8));
    input.set(new NDIndex("0,5"), 1);
    var output = convolution.apply(input, false);
    assertThat(output.getShape()).isEqualTo(input.getShape());
    assertThat(output.get("0,5,4,4").getFloat()).isEqualTo(9);
    assertThat(output.sum().getFloat()).isEqualTo(output.get("0,5").sum().getFloat());
  }

  @Test
  void shouldKeepValuesWhereChannelsLieSideBySide() {
    var planes = manager.randomNormal(new Shape(2, 3, 4, 5));
    var laidOut = ChannelsLast.of(planes);
    assertThat(laidOut.getShape()).isEqualTo(planes.getShape());
    assertThat(laidOut.sub(planes).abs().max().getFloat()).isZero();
    var convolution = Convolution.plain(3, 8, 3, 2);
    convolution.initialize(manager, DataType.FLOAT32, planes.getShape());
    var difference =
        convolution.apply(laidOut, false).sub(convolution.apply(planes, false)).abs().max();
    assertThat(difference.getFloat()).isLessThan(1e-5f);
  }

  /** 24 channels are no whole vector registers; see {@link Convolution}. */
  @ParameterizedTest
  @CsvSource({"16, 24, 2", "24, 24, 1", "24, 32, 2"})
  void shouldNotReadWhatLiesBehindChannels(int in, int out, int stride) {
    var shape = new Shape(8, in, 32, 32);
    var block = new InvertedResidual(in, out, 6, stride);
    TestNetwork.fill(block, shape, manager, 1);
    block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .forEach(parameter -> parameter.getArray().setRequiresGradient(true));
    var input = ChannelsLast.of(manager.randomNormal(shape));
    for (int i = 0; i < 5; i++) {
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        leaveNanInFreedMemory(in, out);
        try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
          var output = block.apply(input, true);
          assertThat(output.isNaN().any().getBoolean()).isFalse();
          collector.backward(output.square().sum());
        }
        for (var parameter : block.getParameters().values()) {
          if (parameter.requiresGradient()) {
            assertThat(parameter.getArray().getGradient().isNaN().any().getBoolean()).isFalse();
          }
        }
      }
    }
  }

  private void leaveNanInFreedMemory(int... channels) {
    for (int count : channels) {
      manager.full(new Shape(8, count, 32, 32), Float.NaN).close();
      manager.full(new Shape(8, 6 * count, 32, 32), Float.NaN).close();
      manager.full(new Shape(6 * count, count, 1, 1), Float.NaN).close();
      manager.full(new Shape(6 * count, 1, 3, 3), Float.NaN).close();
    }
  }

  @Test
  void shouldBoundFeaturesAtSix() {
    var values = manager.create(new float[] {-1, 0.5f, 6, 7});
    assertThat(Rectifier.RELU6.apply(values).toFloatArray()).containsExactly(0, 0.5f, 6, 6);
  }

  @Test
  void shouldRefuseWhatItCannotBe() {
    assertThatThrownBy(() -> new MobileNetConfig(100, 17, 1, true, 0))
        .hasMessage(
            "network.side must be at least 32 and a multiple of 32 with 17 blocks, was 100");
    assertThatThrownBy(() -> new MobileNetConfig(16, 13, 1, true, 0))
        .hasMessage("network.side must be at least 32 and a multiple of 16 with 13 blocks, was 16");
    assertThatThrownBy(() -> new MobileNetConfig(160, 12, 1, true, 0))
        .hasMessage("network.blocks must be 13 to 17, was 12");
    assertThatThrownBy(() -> new MobileNetConfig(160, 17, 1.5, true, 0))
        .hasMessage("network.backboneRate must be in [0,1], was 1.5");
    assertThatThrownBy(() -> new MobileNetConfig(160, 17, 1, true, 1))
        .hasMessage("network.dropout must be in [0,1), was 1.0");
  }
}
