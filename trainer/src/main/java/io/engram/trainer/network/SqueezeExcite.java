package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Scales each channel by a gate computed from the averages of all channels (Hu et al., 2018). */
final class SqueezeExcite extends Layer {

  private final Convolution squeeze;
  private final Convolution excite;

  SqueezeExcite(int channels, int ratio) {
    int squeezed = Math.max(1, channels / ratio);
    squeeze = addChildBlock("squeeze", Convolution.biased(channels, squeezed, 1, 1));
    excite = addChildBlock("excite", Convolution.biased(squeezed, channels, 1, 1));
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var average = GlobalAverage.of(input);
    var squeezed = Activation.relu(squeeze.apply(average, training));
    return input.mul(Activation.sigmoid(excite.apply(squeezed, training)));
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var average = GlobalAverage.writeTo(graph, input);
    var squeezed = graph.node("Relu", squeeze.writeTo(graph, average));
    return graph.node("Mul", input, graph.node("Sigmoid", excite.writeTo(graph, squeezed)));
  }
}
