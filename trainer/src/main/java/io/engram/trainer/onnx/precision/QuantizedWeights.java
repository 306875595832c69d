package io.engram.trainer.onnx.precision;

import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;

/**
 * A convolution's weights as signed bytes with one scale per output channel, {@code weight =
 * scale[c] * byte}, and its biases as the integers that are added to sums of products of bytes:
 * {@code bias = inputScale * scale[c] * integer} (Jacob et al., 2018, section 2.4).
 *
 * @param axis dimension of the weights that counts output channels: 0 in a convolution {@code [out,
 *     in, ...]}, 1 in a transposed one {@code [in, out, ...]}
 * @param weights in the order of the original
 * @param scales by index of the axis
 * @param biases by output channel; empty if there are none. A transposed convolution in groups has
 *     more of them than scales, which then repeat
 */
record QuantizedWeights(int axis, byte[] weights, float[] scales, int[] biases) {

  /**
   * Half of a byte's range: processors without VNNI add two products of an unsigned and a signed
   * byte in 16 bits, which larger weights would overflow without a word (2 * 255 * 64 fits).
   */
  private static final int LARGEST = 63;

  /** Leaves room for the sum of products that a bias is added to. */
  private static final double LARGEST_BIAS = 0x1p30;

  /**
   * Quantises the constants of {@code convolution}.
   *
   * @param biases null if it has none
   * @param inputScale scale of what is convolved
   */
  static QuantizedWeights of(
      NodeProto convolution, TensorProto weights, TensorProto biases, float inputScale) {
    int axis = convolution.getOpType().equals("ConvTranspose") ? 1 : 0;
    int channels = (int) weights.getDims(axis);
    int stride = 1;
    for (int i = axis + 1; i < weights.getDimsCount(); i++) {
      stride *= (int) weights.getDims(i);
    }
    var offsets = biases == null ? new float[0] : Constants.floats(biases);
    return of(axis, Constants.floats(weights), channels, stride, offsets, inputScale);
  }

  private static QuantizedWeights of(
      int axis, float[] weights, int channels, int stride, float[] biases, float inputScale) {
    var largest = new double[channels];
    for (int i = 0; i < weights.length; i++) {
      int channel = i / stride % channels;
      largest[channel] = Math.max(largest[channel], Math.abs(weights[i]) / LARGEST);
    }
    for (int i = 0; i < biases.length; i++) {
      // A channel of tiny weights, such as a dead one, gets a scale that its bias can be told in.
      int channel = i % channels;
      largest[channel] =
          Math.max(largest[channel], Math.abs(biases[i]) / (LARGEST_BIAS * inputScale));
    }
    var scales = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      float scale = (float) largest[channel];
      scales[channel] = scale < Float.MIN_NORMAL ? 1 : scale;
    }
    var bytes = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      bytes[i] = (byte) Math.rint(weights[i] / (double) scales[i / stride % channels]);
    }
    var integers = new int[biases.length];
    for (int i = 0; i < biases.length; i++) {
      integers[i] = (int) Math.rint(biases[i] / ((double) inputScale * scales[i % channels]));
    }
    return new QuantizedWeights(axis, bytes, scales, integers);
  }

  /**
   * The same with biases that make up for what rounding the weights changes on average (Nagel et
   * al., 2019, section 4.2): {@code bias[o] += sum of (weight - rounded weight) * mean input}.
   *
   * @param original the weights before
   * @param means of what is convolved; null if unknown, which changes nothing
   */
  QuantizedWeights correctedFor(TensorProto original, ChannelMeans means, float inputScale) {
    if (means == null || axis != 0 || biases.length == 0) {
      return this;
    }
    var values = Constants.floats(original);
    int outputs = biases.length;
    int inputs = (int) original.getDims(1);
    int perOutput = values.length / outputs;
    int area = perOutput / inputs;
    int groups = means.channels() / inputs;
    var corrected = new int[outputs];
    for (int o = 0; o < outputs; o++) {
      int firstInput = o / (outputs / groups) * inputs;
      double missing = 0;
      for (int i = 0; i < perOutput; i++) {
        int at = o * perOutput + i;
        double rounded = scales[o] * (double) weights[at];
        missing += (values[at] - rounded) * means.of(firstInput + i / area);
      }
      corrected[o] = (int) Math.rint(biases[o] + missing / ((double) inputScale * scales[o]));
    }
    return new QuantizedWeights(axis, weights, scales, corrected);
  }

  /** What one unit of each bias is worth. */
  float[] biasScales(float inputScale) {
    var units = new float[biases.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = inputScale * scales[i % scales.length];
    }
    return units;
  }
}
