package io.engram.trainer.onnx.precision;

/**
 * How unsigned bytes stand for real numbers: {@code real = scale * (byte - zeroPoint)} (Jacob et
 * al., 2018, equation 1). Zero is always exact, so padding and ReLU stay so.
 *
 * @param scale distance of neighbouring numbers, above 0
 * @param zeroPoint the byte that stands for 0, in [0,255]
 */
record Affine(float scale, int zeroPoint) {

  static final int LARGEST_BYTE = 255;

  /** Spreads the bytes over {@code [low, high]}, extended to hold 0. */
  static Affine covering(double low, double high) {
    double from = Math.min(low, 0);
    double to = Math.max(high, 0);
    float scale = (float) ((to - from) / LARGEST_BYTE);
    if (scale < Float.MIN_NORMAL) {
      return new Affine(1, 0);
    }
    return new Affine(scale, (int) Math.rint(-from / scale));
  }
}
