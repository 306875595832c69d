package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/** Lays a decoder's features, enlarged, beside the encoder's of the larger size. */
final class Skip {

  private Skip() {}

  static NDArray beside(NDArray small, NDArray skip) {
    var enlarged = Bilinear.resize(small, (int) skip.getShape().get(2));
    return NDArrays.concat(new NDList(enlarged, skip), 1);
  }

  /** Adds the operators; {@code skip} is {@code factor} times as high and wide. */
  static Value beside(GraphBuilder graph, Value small, int factor, Value skip) {
    var axis = List.of(Attribute.ofNumber("axis", 1));
    return graph.node("Concat", axis, Bilinear.writeTo(graph, small, factor), skip);
  }
}
