package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MobileNetV2 (Sandler et al., 2018, table 2) of width 1.0 without its classifier, and the decoder
 * of {@link LightNetwork}: 2.3 million parameters and 0.4 GFLOP for 160x160 pixels with all 17
 * blocks.
 *
 * <pre>
 * photograph S -> stem S/2 -> 1 -> 2,3 S/4 -> 4-6 S/8 -> 7-13 S/16 -> 14-17 S/32 -> context
 *                                               |            |                         |
 *                           head <- decode S/8 <+- decode S/16 <------------------------
 * </pre>
 *
 * <p>The backbone sees photographs in [0,1] as they are. Weights trained for another scale or
 * offset need batch norms that follow the batches, the first of which takes that up. Padding is the
 * same on all sides, as in PyTorch; weights trained with padding at the right and bottom alone, as
 * in Keras, see pictures one pixel aside at each of the five halvings, which the batch norms and
 * the decoder learn with the rest.
 */
final class MobileNet extends HeatmapNetwork {

  static final int ALL_BLOCKS = 17;

  /** Those up to an eighth of the size, whose features the decoder takes. */
  private static final int EIGHTH = 6;

  /** Those up to a sixteenth, at least. */
  static final int LEAST_BLOCKS = 13;

  private static final int STEM = 32;
  private static final int CONTEXT = 96;
  private static final int NARROW = 48;

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1),
          new Stage(6, 24, 2, 2),
          new Stage(6, 32, 3, 2),
          new Stage(6, 64, 4, 2),
          new Stage(6, 96, 3, 1),
          new Stage(6, 160, 3, 2),
          new Stage(6, 320, 1, 1));

  /** Blocks of the same number of channels, of which the first has the stride. */
  private record Stage(int expansion, int channels, int blocks, int stride) {}

  private final int side;
  private final boolean keepsNorms;
  private final NormalizedConvolution stem;
  private final List<InvertedResidual> blocks = new ArrayList<>();
  private final Map<String, Parameter> backbone = new LinkedHashMap<>();
  private final GlobalContext context;
  private final NormalizedConvolution decodeSixteenth;
  private final NormalizedConvolution decodeEighth;
  private final HeatmapHead head;

  /** Builds the network without weights; {@link MobileNetConfig} says what fits. */
  MobileNet(int side, int blockCount, boolean keepsNorms, float dropoutRate) {
    this.side = side;
    this.keepsNorms = keepsNorms;
    stem = addChildBlock("stem", NormalizedConvolution.bounded(3, STEM, 3, 2));
    stem.name(backbone, "conv_stem", "bn1");
    int deepest = addBlocks(blockCount);
    context = addChildBlock("context", new GlobalContext(deepest, CONTEXT));
    decodeSixteenth = addChildBlock("decodeSixteenth", decoder(CONTEXT + 96, CONTEXT));
    decodeEighth = addChildBlock("decodeEighth", decoder(CONTEXT + 32, NARROW));
    head = addChildBlock("head", new HeatmapHead(NARROW, side / 8, dropoutRate));
  }

  /** Returns the channels of the last block. */
  private int addBlocks(int count) {
    int in = STEM;
    for (int i = 0; i < STAGES.size(); i++) {
      var stage = STAGES.get(i);
      for (int j = 0; j < stage.blocks() && blocks.size() < count; j++) {
        int stride = j == 0 ? stage.stride() : 1;
        var block = new InvertedResidual(in, stage.channels(), stage.expansion(), stride);
        block.name(backbone, "blocks." + i + "." + j);
        blocks.add(addChildBlock("block" + blocks.size(), block));
        in = stage.channels();
      }
    }
    return in;
  }

  private static NormalizedConvolution decoder(int in, int out) {
    return NormalizedConvolution.rectified(in, out, 3, 1);
  }

  /** By the names of timm's {@code mobilenetv2_100}. */
  @Override
  public Map<String, Parameter> backbone() {
    return Collections.unmodifiableMap(backbone);
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
    var features = features(input, training && !keepsNorms);
    var x = context.apply(features.deepest(), training);
    x = decodeSixteenth.apply(Skip.beside(x, features.sixteenth()), training);
    x = decodeEighth.apply(Skip.beside(x, features.eighth()), training);
    return head.apply(x, training);
  }

  /** What the backbone hands to the decoder, by the share of the photograph's size. */
  record Features(NDArray eighth, NDArray sixteenth, NDArray deepest) {}

  /**
   * Computes them.
   *
   * @param follows whether the norms follow the batch, the only thing that differs while training
   */
  Features features(NDArray input, boolean follows) {
    var x = stem.apply(ChannelsLast.of(input), follows);
    var eighth = apply(blocks.subList(0, EIGHTH), x, follows);
    var sixteenth = apply(blocks.subList(EIGHTH, LEAST_BLOCKS), eighth, follows);
    var deepest = apply(blocks.subList(LEAST_BLOCKS, blocks.size()), sixteenth, follows);
    return new Features(eighth, sixteenth, deepest);
  }

  private static NDArray apply(List<InvertedResidual> blocks, NDArray input, boolean training) {
    var x = input;
    for (var block : blocks) {
      x = block.apply(x, training);
    }
    return x;
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var x = stem.writeTo(graph, input);
    var eighth = write(graph, blocks.subList(0, EIGHTH), x);
    var sixteenth = write(graph, blocks.subList(EIGHTH, LEAST_BLOCKS), eighth);
    x = write(graph, blocks.subList(LEAST_BLOCKS, blocks.size()), sixteenth);
    int factor = blocks.size() == LEAST_BLOCKS ? 1 : 2;
    x = Skip.beside(graph, context.writeTo(graph, x), factor, sixteenth);
    x = Skip.beside(graph, decodeSixteenth.writeTo(graph, x), 2, eighth);
    return head.writeTo(graph, decodeEighth.writeTo(graph, x));
  }

  private static Value write(GraphBuilder graph, List<InvertedResidual> blocks, Value input) {
    var x = input;
    for (var block : blocks) {
      x = block.writeTo(graph, x);
    }
    return x;
  }
}
