package io.engram.trainer.onnx.precision;

import io.engram.trainer.onnx.schema.AttributeProto;
import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import java.util.HashSet;
import java.util.Set;

/** Collects the nodes and constants of a graph that takes another's place. */
final class GraphWriter {

  private final GraphProto.Builder graph;
  private final Set<String> constants = new HashSet<>();

  /** Begins with the inputs and outputs of {@code original} and nothing else. */
  GraphWriter(GraphProto original) {
    graph = original.toBuilder().clearNode().clearInitializer();
  }

  void add(NodeProto.Builder node) {
    graph.addNode(node);
  }

  /** Adds a node of one output, which gets the node's name; returns that name. */
  String add(String operator, String name, String... inputs) {
    graph.addNode(node(operator, name, inputs));
    return name;
  }

  /** Adds a constant unless one of its name is there; returns its name. */
  String add(TensorProto constant) {
    if (constants.add(constant.getName())) {
      graph.addInitializer(constant);
    }
    return constant.getName();
  }

  GraphProto build() {
    return graph.build();
  }

  static NodeProto.Builder node(String operator, String name, String... inputs) {
    var node = NodeProto.newBuilder().setName(name).setOpType(operator).addOutput(name);
    for (var input : inputs) {
      node.addInput(input);
    }
    return node;
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }
}
