package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The U-Net of Ronneberger et al. (2015), with padded convolutions, for any number of stages. For
 * the channels c1 ... cn and photographs of side S:
 *
 * <pre>
 * 3 -> c1 at S --------------------- skip ---------------------> c1 -> 1x1 -> logits at S
 *        pool -> c2 at S/2 --------- skip --------> c2 -> up ------^
 *                  pool -> ... cn at S/2^(n-1) -> up ^
 * </pre>
 *
 * <p>Every stage is two 3x3 convolutions. A pixel of the deepest stage sees {@code 9 2^(n-1) - 4}
 * pixels of the photograph, 140 for five stages, before the decoder widens it further.
 */
public final class UNet extends HeatmapNetwork {

  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NONE = new Shape(0, 0);

  private final UNetConfig config;
  private final Standardization standardization;
  private final List<DoubleConvolution> encoder = new ArrayList<>();
  private final List<Layer> enlargements = new ArrayList<>();
  private final List<DoubleConvolution> decoder = new ArrayList<>();
  private final SpatialDropout dropout;
  private final Convolution head;

  /** Builds the network without weights. */
  public UNet(UNetConfig config) {
    this.config = config;
    var channels = config.channels();
    standardization = addChildBlock("standardization", new Standardization(0.5f, 0.5f));
    int in = 3;
    for (int out : channels) {
      var stage = new DoubleConvolution(in, out, config.normalization());
      encoder.add(addChildBlock("encode" + encoder.size(), stage));
      in = out;
    }
    for (int level = channels.size() - 2; level >= 0; level--) {
      int out = channels.get(level);
      enlargements.add(addChildBlock("enlarge" + level, enlargement(in, out)));
      int beside = config.skips() ? 2 * out : out;
      var stage = new DoubleConvolution(beside, out, config.normalization());
      decoder.add(addChildBlock("decode" + level, stage));
      in = out;
    }
    dropout = addChildBlock("dropout", new SpatialDropout(config.dropout()));
    head = addChildBlock("head", Convolution.biased(in, config.maps().channels(), 1, 1));
  }

  private Layer enlargement(int in, int out) {
    return switch (config.upsampling()) {
      case UP_CONVOLUTION -> new UpConvolution(in, out);
      case RESIZE_CONVOLUTION -> new ResizeConvolution(in, out);
    };
  }

  @Override
  public int inputSide() {
    return config.side();
  }

  @Override
  public int logitSide() {
    return config.side();
  }

  @Override
  public MapCoding coding() {
    return config.maps();
  }

  @Override
  NDArray lastBias() {
    return head.bias().getArray();
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    Deque<NDArray> skips = new ArrayDeque<>();
    var x = encoder.get(0).apply(standardization.apply(input, training), training);
    for (var stage : encoder.subList(1, encoder.size())) {
      skips.push(x);
      x = stage.apply(Pool.maxPool2d(x, TWO, TWO, NONE, false), training);
    }
    x = dropout.apply(x, training);
    for (int i = 0; i < decoder.size(); i++) {
      var enlarged = enlargements.get(i).apply(x, training);
      var skip = skips.pop();
      var beside = config.skips() ? NDArrays.concat(new NDList(skip, enlarged), 1) : enlarged;
      x = decoder.get(i).apply(beside, training);
    }
    return head.apply(x, training);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var pool = List.of(Attribute.of("kernel_shape", 2, 2), Attribute.of("strides", 2, 2));
    Deque<Value> skips = new ArrayDeque<>();
    var x = encoder.get(0).writeTo(graph, standardization.writeTo(graph, input));
    for (var stage : encoder.subList(1, encoder.size())) {
      skips.push(x);
      x = stage.writeTo(graph, graph.node("MaxPool", pool, x));
    }
    x = dropout.writeTo(graph, x);
    for (int i = 0; i < decoder.size(); i++) {
      var enlarged = enlargements.get(i).writeTo(graph, x);
      var skip = skips.pop();
      x = decoder.get(i).writeTo(graph, config.skips() ? beside(graph, skip, enlarged) : enlarged);
    }
    return head.writeTo(graph, x);
  }

  private static Value beside(GraphBuilder graph, Value skip, Value enlarged) {
    return graph.node("Concat", List.of(Attribute.ofNumber("axis", 1)), skip, enlarged);
  }
}
