package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/**
 * A convolution without bias, batch norm (Ioffe and Szegedy, 2015) and, unless it is {@link
 * #linear}, a ReLU. In ONNX the batch norm is folded into the convolution: {@code w' = w g / s} and
 * {@code b' = b - m g / s} with the running mean m and deviation s.
 */
final class NormalizedConvolution extends Layer {

  private static final float MOMENTUM = 0.9f;
  private static final float EPSILON = 1e-5f;

  private final boolean rectified;
  private final Convolution convolution;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter mean;
  private final Parameter variance;

  private NormalizedConvolution(int in, int out, int kernel, int stride, boolean rectified) {
    this.rectified = rectified;
    convolution = addChildBlock("convolution", Convolution.plain(in, out, kernel, stride));
    gamma = declare("gamma", Parameter.Type.GAMMA, out);
    beta = declare("beta", Parameter.Type.BETA, out);
    mean = declare("mean", Parameter.Type.RUNNING_MEAN, out);
    variance = declare("variance", Parameter.Type.RUNNING_VAR, out);
  }

  static NormalizedConvolution rectified(int in, int out, int kernel, int stride) {
    return new NormalizedConvolution(in, out, kernel, stride, true);
  }

  static NormalizedConvolution linear(int in, int out, int kernel, int stride) {
    return new NormalizedConvolution(in, out, kernel, stride, false);
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    var normalized =
        BatchNorm.batchNorm(
                convolution.apply(input, training),
                mean.getArray(),
                variance.getArray(),
                gamma.getArray(),
                beta.getArray(),
                1,
                MOMENTUM,
                EPSILON,
                training)
            .singletonOrThrow();
    return rectified ? Activation.relu(normalized) : normalized;
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    var weights = convolution.weight().getArray().toFloatArray();
    var scales = gamma.getArray().toFloatArray();
    var offsets = beta.getArray().toFloatArray();
    var means = mean.getArray().toFloatArray();
    var variances = variance.getArray().toFloatArray();
    int perChannel = weights.length / scales.length;
    for (int channel = 0; channel < scales.length; channel++) {
      double scale = scales[channel] / Math.sqrt(variances[channel] + (double) EPSILON);
      offsets[channel] = (float) (offsets[channel] - means[channel] * scale);
      for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
        weights[i] = (float) (weights[i] * scale);
      }
    }
    var output = convolution.write(graph, input, weights, offsets);
    return rectified ? graph.node("Relu", output) : output;
  }
}
