package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/** Enlarges with half-pixel centres, the same in PyTorch and in ONNX, and shrinks. */
public final class Bilinear {

  private static final int DJL_BILINEAR = 1;

  private Bilinear() {}

  /** Resizes every plane to {@code side} x {@code side}. */
  public static NDArray resize(NDArray input, int side) {
    if (input.getShape().get(2) == side && input.getShape().get(3) == side) {
      return input;
    }
    return input.getNDArrayInternal().interpolation(new long[] {side, side}, DJL_BILINEAR, false);
  }

  /** Averages squares of pixels, so that planes become {@code side} x {@code side}. */
  public static NDArray shrink(NDArray input, int side) {
    int factor = Math.toIntExact(input.getShape().get(2) / side);
    if (factor == 1) {
      return input;
    }
    var square = new Shape(factor, factor);
    return Pool.avgPool2d(input, square, square, new Shape(0, 0), false, false);
  }

  /** Adds the operator that enlarges height and width {@code factor} times. */
  public static Value writeTo(GraphBuilder graph, Value input, int factor) {
    if (factor == 1) {
      return input;
    }
    var attributes =
        List.of(
            Attribute.of("mode", "linear"),
            Attribute.of("coordinate_transformation_mode", "half_pixel"));
    var scales = graph.constant(new float[] {1, 1, factor, factor}, 4);
    return graph.node("Resize", attributes, input, null, scales);
  }
}
