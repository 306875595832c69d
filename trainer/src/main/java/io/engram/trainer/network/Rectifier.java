package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/** What becomes of negative values. */
enum Rectifier {
  /** They stay. */
  NONE,
  /** They become 0. */
  RELU,
  /**
   * They become a fifth, so that a discriminator's gradient never vanishes (Radford et al., 2016).
   */
  LEAKY;

  private static final float SLOPE = 0.2f;

  NDArray apply(NDArray input) {
    return switch (this) {
      case NONE -> input;
      case RELU -> Activation.relu(input);
      case LEAKY -> Activation.leakyRelu(input, SLOPE);
    };
  }

  Value writeTo(GraphBuilder graph, Value input) {
    return switch (this) {
      case NONE -> input;
      case RELU -> graph.node("Relu", input);
      case LEAKY -> graph.node("LeakyRelu", List.of(Attribute.of("alpha", SLOPE)), input);
    };
  }
}
