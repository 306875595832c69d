package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Centres and scales pixels in [0,1]: {@code (x - mean) / deviation}. */
final class Standardization extends Layer {

  private final float mean;
  private final float deviation;

  Standardization(float mean, float deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    return input.sub(mean).div(deviation);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var centred = graph.node("Sub", input, graph.scalar(mean));
    return graph.node("Div", centred, graph.scalar(deviation));
  }
}
