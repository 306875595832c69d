package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/**
 * Raises another model's heatmaps to a power: {@code p^exponent}. Above 1 it makes what is faint
 * fainter, which is nearer to people's maps, most of which is black, and leaves the order of places
 * as it is.
 */
public record Sharpened(HeatmapModel model, double exponent) implements HeatmapModel {

  public Sharpened {
    if (!(exponent > 0 && exponent < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an exponent must be > 0, was " + exponent);
    }
  }

  @Override
  public int inputSide() {
    return model.inputSide();
  }

  @Override
  public NDArray heatmaps(NDArray photographs) {
    return model.heatmaps(photographs).pow((float) exponent);
  }

  @Override
  public Value writeHeatmapsTo(GraphBuilder graph, Value photographs) {
    var heatmaps = model.writeHeatmapsTo(graph, photographs);
    return graph.node("Pow", heatmaps, graph.scalar((float) exponent));
  }
}
