package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/**
 * Halves height and width: {@code relu(se(conv(conv(x))) + project(averagePool(x)))}, after He et
 * al. (2016, 2019: the skip path averages before it projects).
 */
final class ResidualBlock extends Layer {

  private static final int SQUEEZE_RATIO = 8;
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NONE = new Shape(0, 0);

  private final NormalizedConvolution first;
  private final NormalizedConvolution second;
  private final SqueezeExcite gate;
  private final NormalizedConvolution projection;

  ResidualBlock(int in, int out) {
    first = addChildBlock("first", NormalizedConvolution.rectified(in, out, 3, 2));
    second = addChildBlock("second", NormalizedConvolution.linear(out, out, 3, 1));
    gate = addChildBlock("gate", new SqueezeExcite(out, SQUEEZE_RATIO));
    projection = addChildBlock("projection", NormalizedConvolution.linear(in, out, 1, 1));
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var residual = second.apply(first.apply(input, training), training);
    var skip = Pool.avgPool2d(input, TWO, TWO, NONE, false, false);
    return Activation.relu(gate.apply(residual, training).add(projection.apply(skip, training)));
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var residual = second.writeTo(graph, first.writeTo(graph, input));
    var gated = gate.writeTo(graph, residual);
    var pool = List.of(Attribute.of("kernel_shape", 2, 2), Attribute.of("strides", 2, 2));
    var skip = projection.writeTo(graph, graph.node("AveragePool", pool, input));
    return graph.node("Relu", graph.node("Add", gated, skip));
  }
}
