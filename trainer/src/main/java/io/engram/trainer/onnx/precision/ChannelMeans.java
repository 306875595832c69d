package io.engram.trainer.onnx.precision;

import java.nio.FloatBuffer;

/** The mean of each channel over pictures of one size. */
final class ChannelMeans {

  private double[] sums = {};
  private long pixels;

  /** Takes in the values {@code [1,C,H,W]} of a picture. */
  void add(long[] shape, FloatBuffer values) {
    int channels = (int) shape[1];
    if (sums.length == 0) {
      sums = new double[channels];
    }
    int plane = values.remaining() / channels;
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < plane; i++) {
        sums[channel] += values.get();
      }
    }
    pixels += plane;
  }

  /** Number of channels. */
  int channels() {
    return sums.length;
  }

  double of(int channel) {
    return sums[channel] / pixels;
  }
}
