package io.engram.trainer.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfPrecisionTest {

  private static final int SIDE = 32;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAnswerNearlyAsTheOriginal(boolean rectifiedUp) throws Exception {
    var model = RandomUNet.of(SIDE, RandomUNet.SMALL, rectifiedUp);
    var pictures = RandomUNet.pictures(3, SIDE);
    var expected = GraphRunner.run(model, pictures);
    var half = GraphRunner.run(HalfPrecision.convert(model), pictures);
    assertThat(GraphRunner.largestDifference(expected, half)).isBetween(1e-8, 5e-3);
  }

  @Test
  void shouldKeepInputAndOutputAndHalveTheFile() throws Exception {
    var model = RandomUNet.of(SIDE, RandomUNet.SMALL, false);
    var half = HalfPrecision.convert(model);
    var before = ModelProto.parseFrom(model).getGraph();
    var after = ModelProto.parseFrom(half).getGraph();
    assertThat(after.getInputList()).isEqualTo(before.getInputList());
    assertThat(after.getOutputList()).isEqualTo(before.getOutputList());
    assertThat(half.length).isLessThan(model.length * 3 / 5);
  }

  @Test
  void shouldGiveEqualBytesForEqualModels() throws Exception {
    var model = RandomUNet.of(SIDE, RandomUNet.SMALL, false);
    assertThat(HalfPrecision.convert(model)).isEqualTo(HalfPrecision.convert(model));
  }

  @Test
  void shouldKeepSumsOverPlanesAndFactorsOfResizingIn32Bits() throws Exception {
    var graph = new GraphBuilder();
    var one = List.of(Attribute.of("kernel_shape", 1, 1));
    var weight = graph.constant(new float[] {0.5f, 0.25f, 0.125f}, 1, 3, 1, 1);
    var floats = List.of(Attribute.ofNumber("to", DataType.FLOAT.getNumber()));
    var image = graph.node("Cast", floats, graph.input("image", DataType.UINT8, 3, 4, 4));
    var x = graph.node("Conv", one, image, weight);
    var larger = graph.constant(new float[] {1, 1, 2, 2}, 4);
    x = graph.node("Resize", List.of(Attribute.of("mode", "linear")), x, null, larger);
    x = graph.node("GlobalAveragePool", x);
    x = graph.node("Conv", one, x, graph.constant(new float[] {2}, 1, 1, 1, 1));
    graph.output("out", x, DataType.FLOAT, 1, 1, 1);

    var written = HalfPrecision.convert(RandomUNet.model(graph).toByteArray());
    var nodes = ModelProto.parseFrom(written).getGraph().getNodeList();
    assertThat(nodes.stream().map(NodeProto::getOpType))
        .containsExactly(
            "Cast",
            "Cast",
            "Conv",
            "Cast",
            "Resize",
            "GlobalAveragePool",
            "Cast",
            "Conv",
            "Cast",
            "Identity");
    assertThat(nodes.get(4).getInput(2)).isEqualTo(larger.name());
  }

  @Test
  void shouldRefuseAWeightThatDoesNotFit() {
    var graph = new GraphBuilder();
    var weight = graph.constant(new float[] {1, -70_000, 1}, 1, 3, 1, 1);
    graph.output(
        "out",
        graph.node("Conv", graph.input("in", DataType.FLOAT, 3, 4, 4), weight),
        DataType.FLOAT,
        1,
        4,
        4);
    var model = RandomUNet.model(graph).toByteArray();
    assertThatThrownBy(() -> HalfPrecision.convert(model))
        .isInstanceOf(ConversionException.class)
        .hasMessage(
            "the weight -70000.0 in constant_0 does not fit into 16 bits, whose largest number is"
                + " 65504");
  }

  @Test
  void shouldRefuseWhatIsNoModel() {
    assertThatThrownBy(() -> HalfPrecision.convert(new byte[] {1, 2, 3}))
        .isInstanceOf(ConversionException.class)
        .hasMessage("this is no ONNX model");
  }
}
