package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.pooling.Pool;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** The average of each channel over the whole picture: {@code [N,C,H,W]} to {@code [N,C,1,1]}. */
final class GlobalAverage {

  private GlobalAverage() {}

  static NDArray of(NDArray input) {
    return Pool.globalAvgPool2d(input).reshape(-1, input.getShape().get(1), 1, 1);
  }

  static Value writeTo(GraphBuilder graph, Value input) {
    return graph.node("GlobalAveragePool", input);
  }
}
