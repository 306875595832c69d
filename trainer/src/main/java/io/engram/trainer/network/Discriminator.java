package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells people's maps from generated ones, looking at the photograph as well: {@code [N,3+C,S,S]}
 * to scores, near 1 for people's and near 0 for generated ones. The convolutional discriminator of
 * Isola et al. (2017): strided convolutions with leaky ReLU, the first without normalisation, and a
 * last one of one channel.
 *
 * <pre>
 * photograph, painting -> c1 S/2 -> c2 S/4 -> ... -> cn -> 1 -> grid of scores
 *                                                     `-> mean -> 1 -> one score
 * </pre>
 */
public final class Discriminator extends Layer {

  private final DiscriminatorConfig config;
  private final List<NormalizedConvolution> layers = new ArrayList<>();
  private final Convolution judge;

  /**
   * Builds the discriminator without weights.
   *
   * @param paintingChannels channels of what the generator paints
   */
  public Discriminator(DiscriminatorConfig config, int paintingChannels) {
    this.config = config;
    int in = 3 + paintingChannels;
    for (int i = 0; i < config.channels().size(); i++) {
      int out = config.channels().get(i);
      var normalization = i == 0 ? Normalization.NONE : config.normalization();
      layers.add(addChildBlock("layer" + i, layer(in, out, config.stride(i), normalization)));
      in = out;
    }
    judge =
        addChildBlock(
            "judge",
            config.verdict() == DiscriminatorConfig.Verdict.WHOLE
                ? Convolution.biased(in, 1, 1, 1)
                : Convolution.biased(in, 1, config.kernel(), 1).padded(padding(config.kernel())));
  }

  private NormalizedConvolution layer(int in, int out, int stride, Normalization normalization) {
    int kernel = config.kernel();
    var convolution =
        normalization == Normalization.NONE
            ? Convolution.biased(in, out, kernel, stride)
            : Convolution.plain(in, out, kernel, stride);
    return new NormalizedConvolution(
        convolution.padded(padding(kernel)), normalization, Rectifier.LEAKY);
  }

  /** An even kernel of stride 2 halves exactly with this padding. */
  static int padding(int kernel) {
    return (kernel - 1) / 2;
  }

  /** The scores of {@code paintings [N,C,S,S]} as maps of {@code photographs [N,3,S,S]}. */
  public NDArray judge(NDArray photographs, NDArray paintings) {
    return apply(NDArrays.concat(new NDList(photographs, paintings), 1), true);
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var x = input;
    for (var layer : layers) {
      x = layer.apply(x, training);
    }
    return judge.apply(isWhole() ? GlobalAverage.of(x) : x, training);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var x = input;
    for (var layer : layers) {
      x = layer.writeTo(graph, x);
    }
    return judge.writeTo(graph, isWhole() ? GlobalAverage.writeTo(graph, x) : x);
  }

  private boolean isWhole() {
    return config.verdict() == DiscriminatorConfig.Verdict.WHOLE;
  }
}
