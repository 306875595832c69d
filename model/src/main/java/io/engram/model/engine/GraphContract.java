package io.engram.model.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The contract of a graph: one input, one output, of the types and shapes that the manifest
 * promises, with a batch dimension that is left open. Names are the exporter's business.
 */
final class GraphContract {
  private static final long OPEN = -1;

  private GraphContract() {}

  static void check(OrtSession session, InputShape input, OutputShape output)
      throws OrtException, UnexpectedGraphException {
    check(
        "input",
        session.getInputInfo().values(),
        OnnxJavaType.UINT8,
        new long[] {OPEN, input.height(), input.width(), 3});
    check(
        "output",
        session.getOutputInfo().values(),
        OnnxJavaType.FLOAT,
        new long[] {OPEN, OutputShape.CHANNELS, output.height(), output.width()});
  }

  private static void check(
      String kind, Collection<NodeInfo> nodes, OnnxJavaType type, long[] shape)
      throws UnexpectedGraphException {
    if (nodes.size() != 1) {
      String names = nodes.stream().map(NodeInfo::getName).collect(Collectors.joining(", "));
      throw new UnexpectedGraphException(
          "the graph must have one %s, has %d: %s".formatted(kind, nodes.size(), names));
    }
    NodeInfo node = nodes.iterator().next();
    boolean fits =
        node.getInfo() instanceof TensorInfo tensor
            && tensor.type == type
            && Arrays.equals(tensor.getShape(), shape);
    if (!fits) {
      String found =
          node.getInfo() instanceof TensorInfo tensor
              ? describe(tensor.type, tensor.getShape())
              : "no tensor";
      throw new UnexpectedGraphException(
          "the graph's %s '%s' must be %s, is %s"
              .formatted(kind, node.getName(), describe(type, shape), found));
    }
  }

  private static String describe(OnnxJavaType type, long[] shape) {
    return type.name().toLowerCase(Locale.ROOT)
        + LongStream.of(shape)
            .mapToObj(size -> size == OPEN ? "N" : Long.toString(size))
            .collect(Collectors.joining(",", " [", "]"));
  }
}
