package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/** What becomes of negative values, and of large ones. */
enum Rectifier {
  /** They stay. */
  NONE,
  /** They become 0. */
  RELU,
  /** They become 0, and what is above 6 becomes 6 (Sandler et al., 2018). */
  RELU6,
  /**
   * They become a fifth, so that a discriminator's gradient never vanishes (Radford et al., 2016).
   */
  LEAKY;

  private static final float SLOPE = 0.2f;
  private static final float SIX = 6;

  NDArray apply(NDArray input) {
    return switch (this) {
      case NONE -> input;
      case RELU -> Activation.relu(input);
      case RELU6 -> input.clip(0f, SIX);
      case LEAKY -> Activation.leakyRelu(input, SLOPE);
    };
  }

  Value writeTo(GraphBuilder graph, Value input) {
    return switch (this) {
      case NONE -> input;
      case RELU -> graph.node("Relu", input);
      case RELU6 -> graph.node("Clip", input, graph.scalar(0), graph.scalar(SIX));
      case LEAKY -> graph.node("LeakyRelu", List.of(Attribute.of("alpha", SLOPE)), input);
    };
  }
}
