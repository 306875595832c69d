package io.engram.trainer.onnx.precision;

import io.engram.imaging.RgbImage;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.OperatorSetIdProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The paper's U-Net, batch norms folded, with random weights: as fast as one that was trained. */
final class RandomUNet {

  /** The paper's second layout. */
  static final int[] PAPER = {32, 64, 128, 256, 512};

  static final int[] SMALL = {8, 16, 24};

  private static final List<Attribute> HALVES =
      List.of(Attribute.of("kernel_shape", 2, 2), Attribute.of("strides", 2, 2));
  private static final List<Attribute> BY_CHANNEL = List.of(Attribute.ofNumber("axis", 1));

  private final GraphBuilder graph = new GraphBuilder();
  private final Random random = new Random(1);
  private final int side;
  private final int[] channels;
  private final boolean rectifiedUp;

  private RandomUNet(int side, int[] channels, boolean rectifiedUp) {
    this.side = side;
    this.channels = channels;
    this.rectifiedUp = rectifiedUp;
  }

  /**
   * Returns the model file.
   *
   * @param rectifiedUp whether a ReLU follows each up-convolution
   */
  static byte[] of(int side, int[] channels, boolean rectifiedUp) {
    return new RandomUNet(side, channels, rectifiedUp).build();
  }

  /** Pictures of blobs that a network can tell apart. */
  static List<RgbImage> pictures(int count, int side) {
    var random = new SplittableRandom(count);
    return IntStream.range(0, count).mapToObj(i -> picture(side, random.split())).toList();
  }

  private static RgbImage picture(int side, SplittableRandom random) {
    var rgb = new byte[3 * side * side];
    var waves = random.doubles(6, 0.05, 0.5).toArray();
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % side;
      int y = i / 3 / side;
      double wave = Math.sin(x * waves[i % 3]) * Math.cos(y * waves[3 + i % 3]);
      rgb[i] = (byte) Math.round(127.5 + 127.5 * wave);
    }
    return new RgbImage(side, side, rgb);
  }

  private byte[] build() {
    var image = graph.input("image", DataType.UINT8, side, side, 3);
    var floats = List.of(Attribute.ofNumber("to", DataType.FLOAT.getNumber()));
    var planes = List.of(Attribute.of("perm", 0, 3, 1, 2));
    var x = graph.node("Transpose", planes, graph.node("Cast", floats, image));
    x = graph.node("Div", graph.node("Sub", x, graph.scalar(115)), graph.scalar(69));

    var skips = new ArrayDeque<Value>();
    int in = 3;
    for (int level = 0; level < channels.length; level++) {
      x = level == 0 ? x : graph.node("MaxPool", HALVES, x);
      x = twice(x, in, channels[level]);
      in = channels[level];
      skips.push(x);
    }
    skips.pop();
    for (int level = channels.length - 2; level >= 0; level--) {
      x = up(x, channels[level + 1], channels[level]);
      x = graph.node("Concat", BY_CHANNEL, x, skips.pop());
      x = twice(x, 2 * channels[level], channels[level]);
    }
    var logits = convolution(x, channels[0], 2, 1);
    graph.output("heatmap", graph.node("Sigmoid", logits), DataType.FLOAT, 2, side, side);
    return model(graph).toByteArray();
  }

  static ModelProto model(GraphBuilder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setGraph(graph.build("test"))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .build();
  }

  private Value twice(Value input, int in, int out) {
    var once = graph.node("Relu", convolution(input, in, out, 3));
    return graph.node("Relu", convolution(once, out, out, 3));
  }

  private Value convolution(Value input, int in, int out, int kernel) {
    var attributes =
        List.of(
            Attribute.of("kernel_shape", kernel, kernel),
            Attribute.of("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2));
    var weights = weights(in * kernel * kernel, out, in, kernel, kernel);
    return graph.node("Conv", attributes, input, weights, weights(100, out));
  }

  private Value up(Value input, int in, int out) {
    var output =
        graph.node("ConvTranspose", HALVES, input, weights(in, in, out, 2, 2), weights(100, out));
    return rectifiedUp ? graph.node("Relu", output) : output;
  }

  /** Weights that keep the size of what goes through a ReLU (He et al., 2015). */
  private Value weights(int inputs, long... shape) {
    int size = 1;
    for (long dimension : shape) {
      size *= (int) dimension;
    }
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / inputs));
    }
    return graph.constant(values, shape);
  }
}
