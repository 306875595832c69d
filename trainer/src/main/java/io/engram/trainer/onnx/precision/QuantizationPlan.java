package io.engram.trainer.onnx.precision;

import io.engram.trainer.onnx.schema.NodeProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which values of a graph become bytes, and which of them share a scale. It follows from
 * the operators alone:
 *
 * <ul>
 *   <li>Convolutions compute with bytes, except the last before the output, whose errors nothing
 *       averages out, and those of a single pixel per picture (squeeze-excite, global context),
 *       which cost no time.
 *   <li>A ReLU behind a convolution is what the lower end of the range does anyway, and goes. So
 *       does one that is bounded above, whose bound no measured value exceeds; unless its values
 *       are moved, and may share a scale with larger ones.
 *   <li>Operators that only move values, on their way to a convolution, move the bytes, and so keep
 *       one scale from end to end.
 *   <li>Everything else stays in floating point.
 * </ul>
 */
final class QuantizationPlan {

  private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvTranspose");
  private static final Set<String> MOVING =
      Set.of("MaxPool", "DepthToSpace", "Reshape", "Transpose", "Flatten", "Concat");
  private static final Set<String> POSITIVE = Set.of("Relu", "Sigmoid");
  private static final Set<String> POOLING = Set.of("GlobalAveragePool", "GlobalMaxPool");

  private final GraphIndex index;
  private final Set<NodeProto> convolutions = new HashSet<>();
  private final Set<String> bytes = new HashSet<>();
  private final Map<String, String> parents = new HashMap<>();

  QuantizationPlan(GraphIndex index) {
    this.index = index;
    chooseConvolutions();
    chooseBytes();
    shareScales();
  }

  private void chooseConvolutions() {
    var beforeWeights = index.beforeWeights();
    var pooled = pooled();
    for (var node : index.graph().getNodeList()) {
      boolean isLast = !beforeWeights.contains(node.getOutput(0));
      if (CONVOLUTIONS.contains(node.getOpType())
          && index.constant(node.getInput(1)) != null
          && !isLast
          && !pooled.contains(node.getInput(0))) {
        convolutions.add(node);
      }
    }
  }

  /** Values of a single pixel per picture. */
  private Set<String> pooled() {
    var pooled = new HashSet<String>();
    for (var node : index.graph().getNodeList()) {
      boolean fromPooled =
          node.getInputList().stream()
              .filter(input -> index.constant(input) == null)
              .allMatch(pooled::contains);
      if (POOLING.contains(node.getOpType()) || fromPooled) {
        pooled.addAll(node.getOutputList());
      }
    }
    return pooled;
  }

  private void chooseBytes() {
    var nodes = index.graph().getNodeList();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      var node = nodes.get(i);
      if (convolutions.contains(node)) {
        bytes.add(node.getInput(0));
        bytes.add(resultOf(node));
      } else if (isMoving(node) && bytes.contains(node.getOutput(0))) {
        bytes.addAll(movedBy(node));
      }
    }
  }

  private void shareScales() {
    for (var node : index.graph().getNodeList()) {
      if (movesBytes(node)) {
        for (var input : movedBy(node)) {
          if (isPositive(input) == isPositive(node.getOutput(0))) {
            parents.put(root(input), root(node.getOutput(0)));
          }
        }
      }
    }
  }

  private static boolean isMoving(NodeProto node) {
    return MOVING.contains(node.getOpType());
  }

  /** The inputs whose values {@code node} moves. */
  List<String> movedBy(NodeProto node) {
    return node.getOpType().equals("Concat") ? node.getInputList() : List.of(node.getInput(0));
  }

  /** Whether a value is never below zero; such values waste half of a range that they share. */
  private boolean isPositive(String value) {
    var producer = index.producer(value);
    return producer != null
        && (POSITIVE.contains(producer.getOpType())
            || isBoundedRelu(producer)
            || (isMoving(producer) && movedBy(producer).stream().allMatch(this::isPositive)));
  }

  private String root(String value) {
    var parent = parents.getOrDefault(value, value);
    return parent.equals(value) ? value : root(parent);
  }

  /** Whether {@code node} convolves bytes. */
  boolean convolvesBytes(NodeProto node) {
    return convolutions.contains(node);
  }

  /** Whether {@code node} moves bytes. */
  boolean movesBytes(NodeProto node) {
    return isMoving(node) && bytes.contains(node.getOutput(0));
  }

  /** The value that a convolution hands on: behind its ReLU, if that is all that takes it. */
  String resultOf(NodeProto convolution) {
    var output = convolution.getOutput(0);
    var consumers = index.consumers(output);
    return consumers.size() == 1 && isEndOfRange(consumers.get(0)) && !index.isOutput(output)
        ? consumers.get(0).getOutput(0)
        : output;
  }

  /** Whether rounding to bytes does what {@code node} does. */
  private boolean isEndOfRange(NodeProto node) {
    return node.getOpType().equals("Relu")
        || isBoundedRelu(node)
            && index.consumers(node.getOutput(0)).stream().noneMatch(QuantizationPlan::isMoving);
  }

  private boolean isBoundedRelu(NodeProto node) {
    if (!node.getOpType().equals("Clip") || node.getInputCount() < 2) {
      return false;
    }
    var least = index.constant(node.getInput(1));
    return least != null && Constants.floats(least)[0] == 0;
  }

  /** Whether {@code node} is a ReLU that a convolution of bytes does itself. */
  boolean isAbsorbed(NodeProto node) {
    var producer = index.producer(node.getInput(0));
    return producer != null
        && convolvesBytes(producer)
        && resultOf(producer).equals(node.getOutput(0));
  }

  /** The group of values that share the scale of {@code value}, named by one of them. */
  String groupOf(String value) {
    return root(value);
  }

  /** Values that become bytes, each with its group, as far as they are not just moved. */
  Map<String, String> measured() {
    var measured = new LinkedHashMap<String, String>();
    for (var node : index.graph().getNodeList()) {
      for (var output : node.getOutputList()) {
        if (bytes.contains(output) && !movesBytes(node)) {
          measured.put(output, root(output));
        }
      }
    }
    return measured;
  }
}
