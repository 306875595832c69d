package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;
import java.util.Map;

/** A convolution, its normalisation and its rectifier: the unit that networks are made of. */
final class NormalizedConvolution extends Layer {

  private final Convolution convolution;
  private final Layer normalization;
  private final Rectifier rectifier;

  NormalizedConvolution(Convolution convolution, Normalization normalization, Rectifier rectifier) {
    this.convolution = addChildBlock("convolution", convolution);
    this.rectifier = rectifier;
    int channels = convolution.outputs();
    this.normalization =
        switch (normalization) {
          case BATCH -> new BatchNormalization(channels);
          case INSTANCE -> StandardizingNormalization.instance(channels);
          case LAYER -> StandardizingNormalization.layer(channels);
          case NONE -> null;
        };
    if (this.normalization != null) {
      addChildBlock("normalization", this.normalization);
    }
  }

  /** With batch norm and ReLU. */
  static NormalizedConvolution rectified(int in, int out, int kernel, int stride) {
    return of(in, out, kernel, stride, Normalization.BATCH);
  }

  /** With batch norm alone. */
  static NormalizedConvolution linear(int in, int out, int kernel, int stride) {
    return new NormalizedConvolution(
        Convolution.plain(in, out, kernel, stride), Normalization.BATCH, Rectifier.NONE);
  }

  /** With a normalisation, or else a bias, and ReLU. */
  static NormalizedConvolution of(
      int in, int out, int kernel, int stride, Normalization normalization) {
    var convolution =
        normalization == Normalization.NONE
            ? Convolution.biased(in, out, kernel, stride)
            : Convolution.plain(in, out, kernel, stride);
    return new NormalizedConvolution(convolution, normalization, Rectifier.RELU);
  }

  /** Each channel by itself, 3x3, with batch norm and ReLU6. */
  static NormalizedConvolution depthwise(int channels, int stride) {
    return new NormalizedConvolution(
        Convolution.depthwise(channels, 3, stride), Normalization.BATCH, Rectifier.RELU6);
  }

  /** With batch norm and ReLU6. */
  static NormalizedConvolution bounded(int in, int out, int kernel, int stride) {
    return new NormalizedConvolution(
        Convolution.plain(in, out, kernel, stride), Normalization.BATCH, Rectifier.RELU6);
  }

  /**
   * Tells parameters by names as PyTorch's own blocks have them, where there is a batch norm.
   *
   * @param names is given the parameters
   * @param convolution name of the convolution
   * @param norm name of the batch norm
   */
  void name(Map<String, Parameter> names, String convolution, String norm) {
    names.put(convolution + ".weight", this.convolution.weight());
    if (normalization instanceof BatchNormalization batch) {
      batch.name(names, norm);
    }
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var output = convolution.apply(input, training);
    return rectifier.apply(normalization == null ? output : normalization.apply(output, training));
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    return rectifier.writeTo(graph, writeNormalized(graph, input));
  }

  private Value writeNormalized(GraphBuilder graph, Value input) {
    if (normalization instanceof BatchNormalization foldable) {
      return foldable.writeFolded(graph, convolution, input);
    }
    var output = convolution.writeTo(graph, input);
    return normalization == null ? output : normalization.writeTo(graph, output);
  }
}
