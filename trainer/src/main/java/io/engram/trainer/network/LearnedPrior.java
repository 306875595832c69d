package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Parameter;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Adds a learned map, the same for every photograph: where people remember things anyway. */
final class LearnedPrior extends Layer {

  private final int outputSide;
  private final Parameter map;

  LearnedPrior(int channels, int side, int outputSide) {
    this.outputSide = outputSide;
    map = declare("map", Parameter.Type.BETA, 1, channels, side, side);
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    return input.add(Bilinear.resize(map.getArray(), outputSide));
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    try (var temporaries = new NDScope()) {
      temporaries.suppressNotUsedWarning();
      var resized = Bilinear.resize(map.getArray(), outputSide);
      var constant = graph.constant(resized.toFloatArray(), resized.getShape().getShape());
      return graph.node("Add", input, constant);
    }
  }
}
