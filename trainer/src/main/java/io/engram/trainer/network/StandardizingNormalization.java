package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/**
 * {@code g (x - m) / s + b} with mean m and deviation s of the image itself, the same in training
 * and serving: over each channel's pixels ({@link Normalization#INSTANCE}) or over all of them
 * ({@link Normalization#LAYER}). Scale g and offset b are one number per channel.
 */
final class StandardizingNormalization extends Layer {

  private static final float EPSILON = 1e-5f;

  private final int channels;
  private final boolean perChannel;
  private final Parameter gamma;
  private final Parameter beta;

  private StandardizingNormalization(int channels, boolean perChannel) {
    this.channels = channels;
    this.perChannel = perChannel;
    gamma = declare("gamma", Parameter.Type.GAMMA, channels);
    beta = declare("beta", Parameter.Type.BETA, channels);
  }

  static StandardizingNormalization instance(int channels) {
    return new StandardizingNormalization(channels, true);
  }

  static StandardizingNormalization layer(int channels) {
    return new StandardizingNormalization(channels, false);
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var shape = input.getShape();
    var over =
        perChannel
            ? new Shape(shape.get(2), shape.get(3))
            : new Shape(shape.get(1), shape.get(2), shape.get(3));
    var manager = input.getManager();
    var ones = manager.ones(over);
    var zeros = manager.zeros(over);
    var standard = LayerNorm.layerNorm(input, over, ones, zeros, EPSILON).singletonOrThrow();
    return standard.mul(perChannel(gamma)).add(perChannel(beta));
  }

  private NDArray perChannel(Parameter parameter) {
    return parameter.getArray().reshape(1, channels, 1, 1);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var scale = gamma.getArray().toFloatArray();
    var offset = beta.getArray().toFloatArray();
    var epsilon = List.of(Attribute.of("epsilon", EPSILON));
    if (perChannel) {
      var g = graph.constant(scale, channels);
      return graph.node(
          "InstanceNormalization", epsilon, input, g, graph.constant(offset, channels));
    }
    // As one channel of all values: ONNX 17 has no layer norm with a scale per channel.
    var flat = graph.node("Reshape", input, graph.integers(0, 1, -1));
    var one = graph.constant(new float[] {1}, 1);
    var zero = graph.constant(new float[] {0}, 1);
    var standard = graph.node("InstanceNormalization", epsilon, flat, one, zero);
    var restored = graph.node("Reshape", standard, graph.node("Shape", input));
    var scaled = graph.node("Mul", restored, graph.constant(scale, 1, channels, 1, 1));
    return graph.node("Add", scaled, graph.constant(offset, 1, channels, 1, 1));
  }
}
