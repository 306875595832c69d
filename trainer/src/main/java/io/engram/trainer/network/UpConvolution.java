package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/**
 * The transposed 2x2 convolution of stride 2, {@code [N,I,H,W]} to {@code [N,O,2H,2W]}: {@code
 * y[n,o,2h+i,2w+j] = b[o] + sum_c w[o,i,j,c] x[n,c,h,w]}. Since its windows do not overlap, it is a
 * 1x1 convolution to 4 O channels whose results are laid out as 2x2 pixels. That is how it is
 * computed here, where DJL has no transposed convolution; ONNX has.
 */
final class UpConvolution extends Layer {

  private final int outputs;
  private final Convolution convolution;
  private final Parameter bias;

  UpConvolution(int in, int out) {
    outputs = out;
    convolution = addChildBlock("convolution", Convolution.plain(in, 4 * out, 1, 1));
    bias = declare("bias", Parameter.Type.BIAS, out);
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var shape = input.getShape();
    long images = shape.get(0);
    long height = shape.get(2);
    long width = shape.get(3);
    var offset = bias.getArray().reshape(1, outputs, 1, 1);
    return convolution
        .apply(input, training)
        .reshape(images, outputs, 2, 2, height, width)
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(images, outputs, 2 * height, 2 * width)
        .add(offset);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var rows = convolution.weight().getArray();
    long in = rows.getShape().get(1);
    var windows = rows.reshape(4L * outputs, in).transpose().toFloatArray();
    var weights = graph.constant(windows, in, outputs, 2, 2);
    var offsets = graph.constant(bias.getArray().toFloatArray(), outputs);
    var shape = List.of(Attribute.of("kernel_shape", 2, 2), Attribute.of("strides", 2, 2));
    return graph.node("ConvTranspose", shape, input, weights, offsets);
  }
}
