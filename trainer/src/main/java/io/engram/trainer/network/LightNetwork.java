package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/**
 * A small residual encoder with a short decoder: 0.96 million parameters and 0.12 GFLOP for 128x128
 * pixels at the width 24.
 *
 * <pre>
 * photograph S -> stem S/2 -> pool S/4 -> block S/8 -> block S/16 -> block S/32 -> context
 *                                            |             |                          |
 *                        head <- decode S/8 <+- decode S/16<+--------------------------
 * </pre>
 */
final class LightNetwork extends HeatmapNetwork {

  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NONE = new Shape(0, 0);

  private final int side;
  private final Standardization standardization;
  private final NormalizedConvolution stem;
  private final ResidualBlock eighth;
  private final ResidualBlock sixteenth;
  private final ResidualBlock thirtySecond;
  private final GlobalContext context;
  private final NormalizedConvolution decodeSixteenth;
  private final NormalizedConvolution decodeEighth;
  private final HeatmapHead head;

  /** Builds the network without weights; {@link LightConfig} says what fits. */
  LightNetwork(int side, int width, float dropoutRate) {
    this.side = side;
    int narrow = 2 * width;
    int middle = 4 * width;
    standardization = addChildBlock("standardization", new Standardization(0.45f, 0.27f));
    stem = addChildBlock("stem", NormalizedConvolution.rectified(3, width, 5, 2));
    eighth = addChildBlock("eighth", new ResidualBlock(width, narrow));
    sixteenth = addChildBlock("sixteenth", new ResidualBlock(narrow, middle));
    thirtySecond = addChildBlock("thirtySecond", new ResidualBlock(middle, 8 * width));
    context = addChildBlock("context", new GlobalContext(8 * width, middle));
    decodeSixteenth = addChildBlock("decodeSixteenth", decoder(2 * middle, middle));
    decodeEighth = addChildBlock("decodeEighth", decoder(middle + narrow, narrow));
    head = addChildBlock("head", new HeatmapHead(narrow, side / 8, dropoutRate));
  }

  private static NormalizedConvolution decoder(int in, int out) {
    return NormalizedConvolution.rectified(in, out, 3, 1);
  }

  @Override
  public int inputSide() {
    return side;
  }

  @Override
  public int logitSide() {
    return side / 8;
  }

  @Override
  public MapCoding coding() {
    return MapCoding.TWO_CHANNEL;
  }

  @Override
  NDArray lastBias() {
    return head.bias();
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var x = stem.apply(standardization.apply(input, training), training);
    var skipEighth = eighth.apply(Pool.maxPool2d(x, TWO, TWO, NONE, false), training);
    var skipSixteenth = sixteenth.apply(skipEighth, training);
    x = context.apply(thirtySecond.apply(skipSixteenth, training), training);
    x = decodeSixteenth.apply(Skip.beside(x, skipSixteenth), training);
    x = decodeEighth.apply(Skip.beside(x, skipEighth), training);
    return head.apply(x, training);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var x = stem.writeTo(graph, standardization.writeTo(graph, input));
    var pool = List.of(Attribute.of("kernel_shape", 2, 2), Attribute.of("strides", 2, 2));
    var skipEighth = eighth.writeTo(graph, graph.node("MaxPool", pool, x));
    var skipSixteenth = sixteenth.writeTo(graph, skipEighth);
    x = context.writeTo(graph, thirtySecond.writeTo(graph, skipSixteenth));
    x = decodeSixteenth.writeTo(graph, Skip.beside(graph, x, 2, skipSixteenth));
    x = decodeEighth.writeTo(graph, Skip.beside(graph, x, 2, skipEighth));
    return head.writeTo(graph, x);
  }
}
