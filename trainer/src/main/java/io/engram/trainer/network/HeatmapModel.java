package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/** Predicts heatmaps and can write itself into an ONNX graph. */
public interface HeatmapModel {

  /** Height and width of the photographs, in pixels. */
  int inputSide();

  /**
   * Predicts as in serving.
   *
   * @param photographs {@code [N,3,S,S]} in [0,1], with the S of {@link #inputSide}
   * @return {@code [N,2,S,S]} in [0,1], true schema first
   */
  NDArray heatmaps(NDArray photographs);

  /** Adds operators from photographs to heatmaps, both as above. */
  Value writeHeatmapsTo(GraphBuilder graph, Value photographs);
}
