package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** From a decoder's features to the logits of both schemas: {@code W dropout(x) + b + prior}. */
final class HeatmapHead extends Layer {

  private static final int CHANNELS = 2;
  private static final int PRIOR_SIDE = 8;

  private final SpatialDropout dropout;
  private final Convolution convolution;
  private final LearnedPrior prior;

  HeatmapHead(int in, int side, float dropoutRate) {
    dropout = addChildBlock("dropout", new SpatialDropout(dropoutRate));
    convolution = addChildBlock("convolution", Convolution.biased(in, CHANNELS, 1, 1));
    prior = addChildBlock("prior", new LearnedPrior(CHANNELS, PRIOR_SIDE, side));
  }

  /** One number for each schema. */
  NDArray bias() {
    return convolution.bias().getArray();
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var logits = convolution.apply(dropout.apply(input, training), training);
    return prior.apply(logits, training);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    return prior.writeTo(graph, convolution.writeTo(graph, dropout.writeTo(graph, input)));
  }
}
