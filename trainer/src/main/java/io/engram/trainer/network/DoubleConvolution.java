package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Two 3x3 convolutions, each with normalisation and ReLU: a stage of a {@link UNet}. */
final class DoubleConvolution extends Layer {

  private final NormalizedConvolution first;
  private final NormalizedConvolution second;

  DoubleConvolution(int in, int out, Normalization normalization) {
    first = addChildBlock("first", NormalizedConvolution.of(in, out, 3, 1, normalization));
    second = addChildBlock("second", NormalizedConvolution.of(out, out, 3, 1, normalization));
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    return second.apply(first.apply(input, training), training);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    return second.writeTo(graph, first.writeTo(graph, input));
  }
}
