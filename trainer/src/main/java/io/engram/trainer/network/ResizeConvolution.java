package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Bilinear enlargement to twice the size, then a 3x3 convolution with bias. */
final class ResizeConvolution extends Layer {

  private final Convolution convolution;

  ResizeConvolution(int in, int out) {
    convolution = addChildBlock("convolution", Convolution.biased(in, out, 3, 1));
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    int side = Math.toIntExact(2 * input.getShape().get(2));
    return convolution.apply(Bilinear.resize(input, side), training);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    return convolution.writeTo(graph, Bilinear.writeTo(graph, input, 2));
  }
}
