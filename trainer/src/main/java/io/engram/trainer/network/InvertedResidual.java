package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;
import java.util.Map;

/**
 * The block of Sandler et al. (2018, table 1): {@code reduce(depthwise(expand(x)))}, plus x where
 * sizes allow it. Features are wide where each channel is filtered by itself, and narrow, without
 * rectifier, where they are handed on.
 */
final class InvertedResidual extends Layer {

  private final NormalizedConvolution expand;
  private final NormalizedConvolution depthwise;
  private final NormalizedConvolution reduce;
  private final boolean adds;

  /** An {@code expansion} of 1 leaves the expanding convolution out. */
  InvertedResidual(int in, int out, int expansion, int stride) {
    int wide = expansion * in;
    expand =
        expansion == 1
            ? null
            : addChildBlock("expand", NormalizedConvolution.bounded(in, wide, 1, 1));
    depthwise = addChildBlock("depthwise", NormalizedConvolution.depthwise(wide, stride));
    reduce = addChildBlock("reduce", NormalizedConvolution.linear(wide, out, 1, 1));
    adds = stride == 1 && in == out;
  }

  /** Tells its parameters by the names of timm's block of the name {@code prefix}. */
  void name(Map<String, Parameter> names, String prefix) {
    if (expand == null) {
      depthwise.name(names, prefix + ".conv_dw", prefix + ".bn1");
      reduce.name(names, prefix + ".conv_pw", prefix + ".bn2");
    } else {
      expand.name(names, prefix + ".conv_pw", prefix + ".bn1");
      depthwise.name(names, prefix + ".conv_dw", prefix + ".bn2");
      reduce.name(names, prefix + ".conv_pwl", prefix + ".bn3");
    }
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var wide = expand == null ? input : expand.apply(input, training);
    var output = reduce.apply(depthwise.apply(wide, training), training);
    return adds ? output.add(input) : output;
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var wide = expand == null ? input : expand.writeTo(graph, input);
    var output = reduce.writeTo(graph, depthwise.writeTo(graph, wide));
    return adds ? graph.node("Add", output, input) : output;
  }
}
