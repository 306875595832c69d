package io.engram.trainer.onnx.precision;

import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph seen from its values: which node makes one, which nodes take it, which are constant. */
final class GraphIndex {

  /** Operators that multiply by trained weights: where the work of a network is. */
  private static final Set<String> WEIGHTED = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  private final GraphProto graph;
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<String, List<NodeProto>> consumers = new HashMap<>();
  private final Map<String, TensorProto> constants = new HashMap<>();

  GraphIndex(GraphProto graph) {
    this.graph = graph;
    for (var node : graph.getNodeList()) {
      node.getOutputList().forEach(value -> producers.put(value, node));
      for (var value : new HashSet<>(node.getInputList())) {
        consumers.computeIfAbsent(value, v -> new ArrayList<>()).add(node);
      }
    }
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
  }

  GraphProto graph() {
    return graph;
  }

  /** The node that computes {@code value}; null for an input or a constant. */
  NodeProto producer(String value) {
    return producers.get(value);
  }

  List<NodeProto> consumers(String value) {
    return consumers.getOrDefault(value, List.of());
  }

  /** The constant of that name; null if the value is computed or an input. */
  TensorProto constant(String value) {
    return constants.get(value);
  }

  boolean isOutput(String value) {
    return graph.getOutputList().stream().anyMatch(output -> output.getName().equals(value));
  }

  static boolean isWeighted(NodeProto node) {
    return WEIGHTED.contains(node.getOpType());
  }

  /** Values that a weighted operator contributes to. */
  Set<String> afterWeights() {
    var reached = new HashSet<String>();
    for (var node : graph.getNodeList()) {
      if (isWeighted(node) || node.getInputList().stream().anyMatch(reached::contains)) {
        reached.addAll(node.getOutputList());
      }
    }
    return reached;
  }

  /** Values that contribute to a weighted operator, constants included. */
  Set<String> beforeWeights() {
    var reached = new HashSet<String>();
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      var node = graph.getNode(i);
      if (isWeighted(node) || node.getOutputList().stream().anyMatch(reached::contains)) {
        reached.addAll(node.getInputList());
      }
    }
    return reached;
  }
}
