package io.engram.trainer.onnx.precision;

import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.Map;

/**
 * Writes a graph anew with the bytes that a {@link QuantizationPlan} wants, in ONNX's own words: a
 * convolution takes {@code DequantizeLinear} of its bytes, weights and biases and gives its result
 * to {@code QuantizeLinear}. Runtimes recognise this pattern and compute with integers.
 */
final class Quantizer {

  private final GraphIndex index;
  private final QuantizationPlan plan;
  private final GraphWriter writer;
  private final ByteValues values;
  private final Map<String, ChannelMeans> means;

  private Quantizer(
      GraphIndex index,
      QuantizationPlan plan,
      Map<String, Affine> affines,
      Map<String, ChannelMeans> means) {
    this.index = index;
    this.plan = plan;
    this.means = means;
    writer = new GraphWriter(index.graph());
    values = new ByteValues(plan, affines, writer);
  }

  /**
   * Returns the quantised graph.
   *
   * @param affines by the plan's groups
   * @param means of values, as far as they are known
   */
  static GraphProto write(
      GraphIndex index,
      QuantizationPlan plan,
      Map<String, Affine> affines,
      Map<String, ChannelMeans> means) {
    return new Quantizer(index, plan, affines, means).write();
  }

  private GraphProto write() {
    index.graph().getInputList().forEach(input -> values.hasFloats(input.getName()));
    for (var node : index.graph().getNodeList()) {
      if (plan.convolvesBytes(node)) {
        writeConvolution(node);
      } else if (plan.movesBytes(node)) {
        writeMove(node);
      } else if (!plan.isAbsorbed(node)) {
        writeFloat(node);
      }
    }
    return writer.build();
  }

  private void writeConvolution(NodeProto node) {
    var original = index.constant(node.getInput(1));
    var biases = node.getInputCount() > 2 ? index.constant(node.getInput(2)) : null;
    float inputScale = values.affine(node.getInput(0)).scale();
    var quantized =
        QuantizedWeights.of(node, original, biases, inputScale)
            .correctedFor(original, means.get(node.getInput(0)), inputScale);
    var convolution =
        node.toBuilder()
            .clearInput()
            .addInput(values.roundedFloatsOf(node.getInput(0)))
            .addInput(weights(original, quantized));
    if (biases != null) {
      convolution.addInput(biases(biases.getName(), quantized, inputScale));
    }
    writer.add(convolution);
    values.quantize(node.getOutput(0), plan.resultOf(node));
  }

  private String weights(TensorProto original, QuantizedWeights quantized) {
    var name = original.getName();
    var shape = original.getDimsList().stream().mapToLong(Long::longValue).toArray();
    var bytes = Constants.ofBytes(name + "_int8", DataType.INT8, quantized.weights(), shape);
    int channels = quantized.scales().length;
    var zeros = Constants.ofBytes(name + "_zero", DataType.INT8, new byte[channels], channels);
    return dequantize(name, quantized.axis(), bytes, quantized.scales(), zeros);
  }

  private String biases(String name, QuantizedWeights quantized, float inputScale) {
    int channels = quantized.biases().length;
    var scales = quantized.biasScales(inputScale);
    var integers = Constants.ofIntegers(name + "_int32", quantized.biases(), channels);
    var zeros = Constants.ofIntegers(name + "_zero", new int[channels], channels);
    return dequantize(name, 0, integers, scales, zeros);
  }

  /** Constants are read with a scale for each index of {@code axis}. */
  private String dequantize(
      String name, int axis, TensorProto integers, float[] scales, TensorProto zeros) {
    var result = name + "_rounded";
    var from = writer.add(integers);
    var scale = writer.add(Constants.ofFloats(name + "_scale", scales, scales.length));
    writer.add(
        GraphWriter.node("DequantizeLinear", result, from, scale, writer.add(zeros))
            .addAttribute(GraphWriter.number("axis", axis)));
    return result;
  }

  private void writeMove(NodeProto node) {
    var output = node.getOutput(0);
    var moving = plan.movedBy(node);
    boolean oneScale = moving.stream().allMatch(i -> plan.groupOf(i).equals(plan.groupOf(output)));
    var copy = node.toBuilder().clearInput();
    for (var input : node.getInputList()) {
      if (!moving.contains(input)) {
        copy.addInput(writer.add(index.constant(input)));
      } else {
        copy.addInput(oneScale ? values.bytesOf(input) : values.roundedFloatsOf(input));
      }
    }
    if (oneScale) {
      var name = output + "_bytes";
      writer.add(copy.clearOutput().addOutput(name));
      values.hasBytes(output, name);
    } else {
      writer.add(copy);
      values.quantize(output, output);
    }
  }

  private void writeFloat(NodeProto node) {
    var copy = node.toBuilder().clearInput();
    for (var input : node.getInputList()) {
      var constant = index.constant(input);
      if (constant != null) {
        copy.addInput(writer.add(constant));
      } else {
        copy.addInput(input.isEmpty() ? "" : values.floatsOf(input));
      }
    }
    writer.add(copy);
    node.getOutputList().forEach(values::hasFloats);
  }
}
