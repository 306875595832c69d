package io.engram.trainer.onnx.precision;

import com.google.protobuf.ByteString;
import io.engram.trainer.onnx.schema.AttributeProto;
import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes each transposed convolution whose stride is its kernel, the up-convolution of a U-Net, as
 * what it is: a 1x1 convolution to {@code kernel^2} times the channels, a ReLU if it has one, and
 * {@code DepthToSpace}. Runtimes convolve integers, but do not transpose-convolve them.
 */
final class UpConvolutions {

  private final GraphIndex index;
  private final GraphWriter writer;
  private final Set<NodeProto> done = new HashSet<>();

  private UpConvolutions(GraphProto graph) {
    index = new GraphIndex(graph);
    writer = new GraphWriter(graph);
  }

  /** Returns a graph that computes the same. */
  static GraphProto rewrite(GraphProto graph) {
    return new UpConvolutions(graph).rewrite();
  }

  private GraphProto rewrite() {
    var rewritten = new HashSet<String>();
    for (var node : index.graph().getNodeList()) {
      if (isUpConvolution(node)) {
        rewrite(node);
        rewritten.addAll(node.getInputList().subList(1, node.getInputCount()));
      } else if (isBlocks(node) && rectifier(node) != null) {
        writeBlocks(node, node.getInput(0), rectifier(node));
      } else if (!done.contains(node)) {
        writer.add(node.toBuilder());
      }
    }
    for (var constant : index.graph().getInitializerList()) {
      if (!rewritten.contains(constant.getName())) {
        writer.add(constant);
      }
    }
    return writer.build();
  }

  private boolean isUpConvolution(NodeProto node) {
    if (!node.getOpType().equals("ConvTranspose") || index.constant(node.getInput(1)) == null) {
      return false;
    }
    var shape = index.constant(node.getInput(1)).getDimsList();
    if (shape.size() != 4 || !shape.get(2).equals(shape.get(3))) {
      return false;
    }
    var kernel = shape.subList(2, 4);
    return node.getAttributeList().stream().allMatch(a -> isPlain(a, kernel))
        && node.getAttributeList().stream().anyMatch(a -> a.getName().equals("strides"));
  }

  private static boolean isPlain(AttributeProto attribute, List<Long> kernel) {
    return switch (attribute.getName()) {
      case "kernel_shape", "strides" -> attribute.getIntsList().equals(kernel);
      case "pads", "output_padding" -> attribute.getIntsList().stream().allMatch(i -> i == 0);
      case "dilations" -> attribute.getIntsList().stream().allMatch(i -> i == 1);
      case "group" -> attribute.getI() == 1;
      default -> false;
    };
  }

  private void rewrite(NodeProto node) {
    var weights = index.constant(node.getInput(1));
    int kernel = (int) weights.getDims(2);
    var convolution =
        GraphWriter.node("Conv", node.getName() + "_blocks", node.getInput(0))
            .addInput(writer.add(blockWeights(weights, kernel * kernel)))
            .addAttribute(ones());
    if (node.getInputCount() > 2) {
      var biases = index.constant(node.getInput(2));
      convolution.addInput(writer.add(blockBiases(biases, kernel * kernel)));
    }
    writer.add(convolution);
    var blocks =
        GraphWriter.node("DepthToSpace", node.getOutput(0), convolution.getOutput(0))
            .addAttribute(GraphWriter.number("blocksize", kernel))
            .addAttribute(byChannel())
            .build();
    var rectifier = rectifier(node);
    if (rectifier == null) {
      writer.add(blocks.toBuilder());
    } else {
      writeBlocks(blocks, convolution.getOutput(0), rectifier);
    }
  }

  /** A ReLU does the same before the values are moved as behind, but a convolution can do it. */
  private void writeBlocks(NodeProto blocks, String input, NodeProto rectifier) {
    var rectified = writer.add("Relu", rectifier.getName() + "_blocks", input);
    writer.add(
        blocks.toBuilder()
            .clearInput()
            .addInput(rectified)
            .clearOutput()
            .addOutput(rectifier.getOutput(0)));
    done.add(rectifier);
  }

  private static boolean isBlocks(NodeProto node) {
    return node.getOpType().equals("DepthToSpace");
  }

  /** The ReLU that is all that takes what {@code node} gives; null if there is none. */
  private NodeProto rectifier(NodeProto node) {
    var consumers = index.consumers(node.getOutput(0));
    return consumers.size() == 1 && consumers.get(0).getOpType().equals("Relu")
        ? consumers.get(0)
        : null;
  }

  /** From {@code [in, out, k, k]} to {@code [out * k * k, in, 1, 1]}. */
  private static TensorProto blockWeights(TensorProto weights, int area) {
    int in = (int) weights.getDims(0);
    int out = (int) weights.getDims(1) * area;
    var original = Constants.floats(weights);
    var values = new float[original.length];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        values[o * in + i] = original[i * out + o];
      }
    }
    return Constants.ofFloats(weights.getName() + "_blocks", values, out, in, 1, 1);
  }

  private static TensorProto blockBiases(TensorProto biases, int area) {
    var original = Constants.floats(biases);
    var values = new float[original.length * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = original[i / area];
    }
    return Constants.ofFloats(biases.getName() + "_blocks", values, values.length);
  }

  private static AttributeProto ones() {
    return AttributeProto.newBuilder()
        .setName("kernel_shape")
        .setType(AttributeProto.AttributeType.INTS)
        .addInts(1)
        .addInts(1)
        .build();
  }

  private static AttributeProto byChannel() {
    return AttributeProto.newBuilder()
        .setName("mode")
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8("CRD"))
        .build();
  }
}
