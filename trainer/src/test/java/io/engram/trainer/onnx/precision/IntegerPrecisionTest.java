package io.engram.trainer.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerPrecisionTest {

  private static final int SIDE = 32;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAnswerNearlyAsTheOriginal(boolean rectifiedUp) throws Exception {
    var model = RandomUNet.of(SIDE, RandomUNet.SMALL, rectifiedUp);
    var integers = IntegerPrecision.convert(model, RandomUNet.pictures(8, SIDE), 1);
    var others = RandomUNet.pictures(3, SIDE);
    var expected = GraphRunner.run(model, others);
    var constant = new float[expected.length];
    Arrays.fill(constant, 0.5f);
    double distance = GraphRunner.meanDifference(expected, GraphRunner.run(integers, others));
    assertThat(distance).isLessThan(0.05 * GraphRunner.meanDifference(expected, constant));
  }

  @Test
  void shouldConvolveBytesEverywhereButInTheHead() throws Exception {
    var graph = convert(RandomUNet.of(SIDE, RandomUNet.SMALL, true));
    var index = new GraphIndex(graph);
    var convolutions = graph.getNodeList().stream().filter(GraphIndex::isWeighted).toList();
    assertThat(convolutions).hasSize(13);
    assertThat(convolutions.subList(0, 12))
        .allSatisfy(
            node -> {
              assertThat(node.getInputList())
                  .extracting(input -> index.producer(input).getOpType())
                  .containsOnly("DequantizeLinear");
              assertThat(index.consumers(node.getOutput(0)))
                  .extracting(NodeProto::getOpType)
                  .containsExactly("QuantizeLinear");
            });
    assertThat(index.constant(convolutions.get(12).getInput(1))).isNotNull();
    assertThat(graph.getNodeList()).noneMatch(node -> node.getOpType().equals("Relu"));
  }

  @Test
  void shouldMoveBytesWithoutChangingThem() throws Exception {
    var graph = convert(RandomUNet.of(SIDE, RandomUNet.SMALL, true));
    var index = new GraphIndex(graph);
    assertThat(graph.getNodeList())
        .filteredOn(node -> List.of("MaxPool", "Concat").contains(node.getOpType()))
        .hasSize(4)
        .allSatisfy(
            node ->
                assertThat(node.getInputList())
                    .extracting(input -> index.producer(input).getOpType())
                    .doesNotContain("DequantizeLinear"));
  }

  /** Where a skip was rectified and what it is joined with was not, sharing would waste a bit. */
  @Test
  void shouldKeepScalesApartWhereOnlyOneSideIsPositive() throws Exception {
    var graph = convert(RandomUNet.of(SIDE, RandomUNet.SMALL, false));
    var index = new GraphIndex(graph);
    var concats = graph.getNodeList().stream().filter(n -> n.getOpType().equals("Concat")).toList();
    assertThat(concats).hasSize(2);
    for (var concat : concats) {
      var zeroPoints =
          concat.getInputList().stream()
              .map(input -> index.constant(index.producer(input).getInput(2)))
              .map(zero -> zero.getRawData().byteAt(0) & 0xff)
              .toList();
      assertThat(zeroPoints.get(0)).isBetween(64, 192);
      assertThat(zeroPoints.get(1)).isZero();
    }
  }

  @Test
  void shouldScaleATransposedConvolutionByItsOwnOutputChannels() throws Exception {
    var builder = new GraphBuilder();
    var x = image(builder);
    var weights = new float[3 * 2 * 3 * 3];
    for (int i = 0; i < weights.length; i++) {
      // Output channel 1 weighs a hundred times as much as 0.
      weights[i] = (i / 9 % 2 == 0 ? 0.01f : 1) * (float) Math.sin(i);
    }
    var stride = List.of(Attribute.of("strides", 2, 2), Attribute.of("pads", 1, 1, 1, 1));
    x = builder.node("ConvTranspose", stride, x, builder.constant(weights, 3, 2, 3, 3));
    x = builder.node("Conv", x, builder.constant(new float[] {1, 100, 0.01f, 1}, 2, 2, 1, 1));
    builder.output("out", x, DataType.FLOAT, 2, 2 * SIDE - 1, 2 * SIDE - 1);
    var model = RandomUNet.model(builder).toByteArray();

    var graph = convert(model);
    var index = new GraphIndex(graph);
    var transposed =
        graph.getNodeList().stream()
            .filter(node -> node.getOpType().equals("ConvTranspose"))
            .findFirst()
            .orElseThrow();
    var reading = index.producer(transposed.getInput(1));
    assertThat(reading.getAttribute(0).getName()).isEqualTo("axis");
    assertThat(reading.getAttribute(0).getI()).isEqualTo(1);
    var scales = Constants.floats(index.constant(reading.getInput(1)));
    assertThat(scales).hasSize(2);
    assertThat(scales[1] / scales[0]).isBetween(90f, 110f);
    assertThat(index.constant(reading.getInput(0)).getDataType())
        .isEqualTo(DataType.INT8.getNumber());

    assertStaysClose(model);
  }

  /** The bytes end where the ReLU does, and each channel of weights has its own scale. */
  @Test
  void shouldConvolveChannelsByThemselvesAndCutOffAtABound() throws Exception {
    var builder = new GraphBuilder();
    var image = image(builder);
    var wide = builder.node("Conv", pointwise(), image, weights(builder, 16, 3, 0.01f));
    var bounded = builder.node("Clip", wide, builder.scalar(0), builder.scalar(6));
    var each =
        List.of(
            Attribute.of("kernel_shape", 3, 3),
            Attribute.of("pads", 1, 1, 1, 1),
            Attribute.ofNumber("group", 16));
    var kernels = new float[16 * 9];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = (float) (Math.sin(i) * Math.pow(1.5, i / 9));
    }
    var filtered = builder.node("Conv", each, bounded, builder.constant(kernels, 16, 1, 3, 3));
    var out = builder.node("Conv", pointwise(), filtered, weights(builder, 2, 16, 0.01f));
    builder.output("out", out, DataType.FLOAT, 2, SIDE, SIDE);
    var model = RandomUNet.model(builder).toByteArray();

    var graph = convert(model);
    assertThat(graph.getNodeList()).noneMatch(node -> node.getOpType().equals("Clip"));
    var index = new GraphIndex(graph);
    var depthwise =
        graph.getNodeList().stream()
            .filter(node -> node.getAttributeList().stream().anyMatch(a -> a.getI() == 16))
            .findFirst()
            .orElseThrow();
    var scales =
        Constants.floats(index.constant(index.producer(depthwise.getInput(1)).getInput(1)));
    assertThat(scales).hasSize(16);
    assertThat(scales[15] / scales[0]).isGreaterThan(300);
    assertStaysClose(model);
  }

  @Test
  void shouldKeepABoundWhereItsValuesAreMovedBesideOthers() throws Exception {
    var builder = new GraphBuilder();
    var image = image(builder);
    var first = builder.node("Conv", pointwise(), image, weights(builder, 4, 3, 1));
    var bounded = builder.node("Clip", first, builder.scalar(0), builder.scalar(6));
    var large = builder.node("Conv", pointwise(), image, weights(builder, 4, 3, 1));
    var rectified = builder.node("Relu", large);
    var both = builder.node("Concat", List.of(Attribute.ofNumber("axis", 1)), bounded, rectified);
    var joined = builder.node("Conv", pointwise(), both, weights(builder, 4, 8, 1));
    var out = builder.node("Conv", pointwise(), joined, weights(builder, 2, 4, 1));
    builder.output("out", out, DataType.FLOAT, 2, SIDE, SIDE);
    assertThat(convert(RandomUNet.model(builder).toByteArray()).getNodeList())
        .filteredOn(node -> node.getOpType().equals("Clip"))
        .hasSize(1);
  }

  private static Value image(GraphBuilder builder) {
    var floats = List.of(Attribute.ofNumber("to", DataType.FLOAT.getNumber()));
    var planes = List.of(Attribute.of("perm", 0, 3, 1, 2));
    var image = builder.input("image", DataType.UINT8, SIDE, SIDE, 3);
    return builder.node("Transpose", planes, builder.node("Cast", floats, image));
  }

  private static List<Attribute> pointwise() {
    return List.of(Attribute.of("kernel_shape", 1, 1));
  }

  private static Value weights(GraphBuilder builder, int out, int in, float size) {
    var values = new float[out * in];
    for (int i = 0; i < values.length; i++) {
      values[i] = size * (float) Math.cos(i);
    }
    return builder.constant(values, out, in, 1, 1);
  }

  @Test
  void shouldGiveEqualBytesForEqualArguments() throws Exception {
    var model = RandomUNet.of(SIDE, RandomUNet.SMALL, false);
    var pictures = RandomUNet.pictures(4, SIDE);
    assertThat(IntegerPrecision.convert(model, pictures, 2))
        .isEqualTo(IntegerPrecision.convert(model, pictures, 2));
  }

  @Test
  void shouldRefuseANetworkThatGivesNoNumbers() throws Exception {
    var model = ModelProto.parseFrom(RandomUNet.of(SIDE, RandomUNet.SMALL, false)).toBuilder();
    var weights = model.getGraph().getInitializer(2);
    var broken = Constants.floats(weights);
    broken[0] = Float.NaN;
    model.getGraphBuilder().setInitializer(2, withValues(weights, broken));
    var bytes = model.build().toByteArray();
    assertThatThrownBy(() -> IntegerPrecision.convert(bytes, RandomUNet.pictures(1, SIDE), 1))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("the network gives NaN at relu_");
  }

  @Test
  void shouldRefusePicturesThatDoNotFit() {
    var model = RandomUNet.of(SIDE, RandomUNet.SMALL, false);
    assertThatThrownBy(() -> IntegerPrecision.convert(model, RandomUNet.pictures(1, 16), 1))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("calibration failed");
  }

  private static GraphProto convert(byte[] model) throws Exception {
    var bytes = IntegerPrecision.convert(model, RandomUNet.pictures(4, SIDE), 1);
    return ModelProto.parseFrom(bytes).getGraph();
  }

  private static TensorProto withValues(TensorProto tensor, float[] values) {
    var shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    return Constants.ofFloats(tensor.getName(), values, shape);
  }

  /** The quantised graph differs by less than 2% of what the model gives. */
  private static void assertStaysClose(byte[] model) throws Exception {
    var pictures = RandomUNet.pictures(2, SIDE);
    var expected = GraphRunner.run(model, pictures);
    var actual =
        GraphRunner.run(IntegerPrecision.convert(model, RandomUNet.pictures(4, SIDE), 1), pictures);
    assertThat(GraphRunner.meanDifference(expected, actual))
        .isLessThan(0.02 * GraphRunner.meanDifference(expected, new float[expected.length]));
  }
}
