package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/**
 * Drops whole channels while training (Tompson et al., 2015). Its randomness is the engine's, which
 * the training step seeds.
 */
final class SpatialDropout extends Layer {

  private final float rate;

  SpatialDropout(float rate) {
    this.rate = rate;
  }

  static void requireRate(String name, float rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(name + " must be in [0,1), was " + rate);
    }
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    if (!training || rate == 0) {
      return input;
    }
    var channels = new Shape(input.getShape().get(0), input.getShape().get(1), 1, 1);
    var draws = input.getManager().randomUniform(0, 1, channels);
    return input.mul(draws.gte(rate).div(1 - rate));
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    return input;
  }
}
