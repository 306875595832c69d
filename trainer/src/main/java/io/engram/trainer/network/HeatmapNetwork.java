package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;
import java.util.Map;

/**
 * A generator of heatmaps: a layer from photographs {@code [N,3,S,S]} in [0,1] to logits {@code
 * [N,C,s,s]}, whose sigmoid is a painting as {@link MapCoding} says.
 */
public abstract class HeatmapNetwork extends Layer implements HeatmapModel {

  /** A channel without any schema would start at an infinite logit. */
  private static final float LEAST_MEAN = 1e-3f;

  /** Height and width of the logits, in pixels; divides {@link #inputSide}. */
  public abstract int logitSide();

  /** What the paintings show. */
  public abstract MapCoding coding();

  /** The bias of the last layer: one number for each channel of the logits. */
  abstract NDArray lastBias();

  /**
   * The parameters that weights trained for another purpose can be given to, by the names that
   * these have in files; none where there is no backbone.
   */
  public Map<String, Parameter> backbone() {
    return Map.of();
  }

  /** Lets an untrained network start near these means of the heatmaps, in (0,1), per channel. */
  public final void startAt(float[] heatmapMeans) {
    var logits = coding().means(heatmapMeans);
    for (int channel = 0; channel < logits.length; channel++) {
      float mean = Math.max(LEAST_MEAN, Math.min(1 - LEAST_MEAN, logits[channel]));
      logits[channel] = (float) Math.log(mean / (1 - mean));
    }
    lastBias().set(logits);
  }

  /** The paintings {@code [N,C,side,side]} in [0,1]. */
  public final NDArray paint(NDArray photographs, int side, boolean training) {
    var logits = apply(photographs, training);
    return Activation.sigmoid(Bilinear.resize(logits, side));
  }

  @Override
  public final NDArray heatmaps(NDArray photographs) {
    return coding().read(paint(photographs, inputSide(), false), photographs);
  }

  @Override
  public final Value writeHeatmapsTo(GraphBuilder graph, Value photographs) {
    var logits = Bilinear.writeTo(graph, writeTo(graph, photographs), inputSide() / logitSide());
    return coding().writeTo(graph, graph.node("Sigmoid", logits), photographs);
  }
}
