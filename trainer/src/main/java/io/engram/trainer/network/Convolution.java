package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.ArrayList;
import java.util.List;

/** A square convolution, with zero padding, with or without bias, of all channels or of each. */
final class Convolution extends Layer {

  private static final int LANES = 16;
  private static final Shape ONE = new Shape(1, 1);

  private final int outputs;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final int groups;
  private final Parameter weight;
  private final Parameter bias;

  private Convolution(
      int in, int out, int kernel, int stride, int padding, int groups, boolean biased) {
    this.outputs = out;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.groups = groups;
    weight = declare("weight", Parameter.Type.WEIGHT, out, in / groups, kernel, kernel);
    bias = biased ? declare("bias", Parameter.Type.BIAS, out) : null;
  }

  /** Without bias; an odd kernel and stride 1 keep height and width. */
  static Convolution plain(int in, int out, int kernel, int stride) {
    return new Convolution(in, out, kernel, stride, kernel / 2, 1, false);
  }

  /** With bias; an odd kernel and stride 1 keep height and width. */
  static Convolution biased(int in, int out, int kernel, int stride) {
    return new Convolution(in, out, kernel, stride, kernel / 2, 1, true);
  }

  /** Without bias, and each channel by itself; an odd kernel and stride 1 keep height and width. */
  static Convolution depthwise(int channels, int kernel, int stride) {
    return new Convolution(channels, channels, kernel, stride, kernel / 2, channels, false);
  }

  /** The same with {@code pixels} of padding on each side. */
  Convolution padded(int pixels) {
    int in = Math.toIntExact(weight.getShape().get(1)) * groups;
    return new Convolution(in, outputs, kernel, stride, pixels, groups, bias != null);
  }

  /** Number of output channels. */
  int outputs() {
    return outputs;
  }

  Parameter weight() {
    return weight;
  }

  /** The bias; only where the convolution was made with one. */
  Parameter bias() {
    return bias;
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var offset = bias == null ? null : bias.getArray();
    var filter = fillLanes(weight.getArray());
    var margin = new Shape(padding, padding);
    var step = new Shape(stride, stride);
    return Conv2d.conv2d(fillLanes(input), filter, offset, step, margin, ONE, groups)
        .singletonOrThrow();
  }

  /**
   * Adds channels of zeros up to a full vector register. PyTorch 2.7 on AVX-512 otherwise reads
   * memory behind the last channel and multiplies it by zero, which gives NaN whenever NaN lies
   * there (seen with 24, 40 and 56 channels). One register's worth or less is read another way, and
   * so are single pixels and single channels.
   */
  private NDArray fillLanes(NDArray array) {
    var shape = array.getShape();
    long spare = (LANES - shape.get(1) % LANES) % LANES;
    if (kernel == 1 || groups > 1 || spare == 0 || shape.get(1) < LANES) {
      return array;
    }
    var zeros = new Shape(shape.get(0), spare, shape.get(2), shape.get(3));
    return NDArrays.concat(new NDList(array, array.getManager().zeros(zeros)), 1);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var offset = bias == null ? null : bias.getArray().toFloatArray();
    return write(graph, input, weight.getArray().toFloatArray(), offset);
  }

  /** Writes this convolution with other numbers, such as those a batch norm was folded into. */
  Value write(GraphBuilder graph, Value input, float[] weights, float[] offsets) {
    var attributes =
        new ArrayList<>(
            List.of(
                Attribute.of("kernel_shape", kernel, kernel),
                Attribute.of("strides", stride, stride),
                Attribute.of("pads", padding, padding, padding, padding)));
    if (groups > 1) {
      attributes.add(Attribute.ofNumber("group", groups));
    }
    var shape = weight.getArray().getShape().getShape();
    var constant = graph.constant(weights, shape);
    return offsets == null
        ? graph.node("Conv", attributes, input, constant)
        : graph.node("Conv", attributes, input, constant, graph.constant(offsets, shape[0]));
  }
}
