package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Lets every place know the whole picture: {@code relu(W x + (V mean(x) + b))}. */
final class GlobalContext extends Layer {

  private final Convolution local;
  private final Convolution global;

  GlobalContext(int in, int out) {
    local = addChildBlock("local", Convolution.plain(in, out, 1, 1));
    global = addChildBlock("global", Convolution.biased(in, out, 1, 1));
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var average = GlobalAverage.of(input);
    return Activation.relu(local.apply(input, training).add(global.apply(average, training)));
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var context = global.writeTo(graph, GlobalAverage.writeTo(graph, input));
    return graph.node("Relu", graph.node("Add", local.writeTo(graph, input), context));
  }
}
