package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;
import java.util.Map;

/**
 * {@code g (x - m) / s + b}, with mean m and deviation s of the batch while training, and running
 * ones otherwise (Ioffe and Szegedy, 2015). In ONNX it is folded into the convolution before it:
 * {@code w' = w g / s} and {@code b' = b - m g / s}.
 */
final class BatchNormalization extends Layer {

  private static final float MOMENTUM = 0.9f;
  private static final float EPSILON = 1e-5f;

  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter mean;
  private final Parameter variance;

  BatchNormalization(int channels) {
    gamma = declare("gamma", Parameter.Type.GAMMA, channels);
    beta = declare("beta", Parameter.Type.BETA, channels);
    mean = declare("mean", Parameter.Type.RUNNING_MEAN, channels);
    variance = declare("variance", Parameter.Type.RUNNING_VAR, channels);
  }

  @Override
  public NDArray apply(NDArray input, boolean training) {
    return BatchNorm.batchNorm(
            input,
            mean.getArray(),
            variance.getArray(),
            gamma.getArray(),
            beta.getArray(),
            1,
            MOMENTUM,
            EPSILON,
            training)
        .singletonOrThrow();
  }

  /** Tells its parameters by the names of PyTorch's batch norm of the name {@code prefix}. */
  void name(Map<String, Parameter> names, String prefix) {
    names.put(prefix + ".weight", gamma);
    names.put(prefix + ".bias", beta);
    names.put(prefix + ".running_mean", mean);
    names.put(prefix + ".running_var", variance);
  }

  /** Adds {@code convolution} and this as one operator. */
  Value writeFolded(GraphBuilder graph, Convolution convolution, Value input) {
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
    return convolution.write(graph, input, weights, offsets);
  }

  @Override
  public Value writeTo(GraphBuilder graph, Value input) {
    throw new UnsupportedOperationException("a batch norm is folded into its convolution");
  }
}
