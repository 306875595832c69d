package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/**
 * A layer from photographs {@code [N,3,S,S]} in [0,1] to logits {@code [N,2,s,s]} of the true and
 * the false schema, in this order.
 */
public abstract class HeatmapNetwork extends Layer {

  /** Height and width of the photographs, in pixels. */
  public abstract int inputSide();

  /** Height and width of the logits, in pixels; divides {@link #inputSide}. */
  public abstract int logitSide();

  /** Lets an untrained network start near these means, in (0,1), per channel. */
  public abstract void startAt(float[] channelMeans);

  /** The heatmaps {@code [N,2,side,side]} in [0,1]. */
  public final NDArray heatmaps(NDArray photographs, int side, boolean training) {
    return Activation.sigmoid(Bilinear.resize(apply(photographs, training), side));
  }

  /** Adds operators from photographs in [0,1] to heatmaps of the photographs' size. */
  public final Value writeHeatmapsTo(GraphBuilder graph, Value photographs) {
    var logits = writeTo(graph, photographs);
    return graph.node("Sigmoid", Bilinear.writeTo(graph, logits, inputSide() / logitSide()));
  }
}
