package io.engram.trainer.onnx.precision;

/** IEEE 754 binary16, which Java 17 has no conversion to. */
final class Half {

  /** The largest finite number, (2 - 2^-10) * 2^15. */
  static final float LARGEST = 65_504;

  private static final int INFINITY = 0x7c00;
  private static final int NAN = 0x7e00;
  private static final int SIGN = 0x8000;

  /** Halves are spaced 2^-24 below 2^-14, the smallest normal number. */
  private static final float SUBNORMALS_PER_ONE = 0x1p24f;

  private static final float SMALLEST_NORMAL = 0x1p-14f;
  private static final int DROPPED_BITS = 13;
  private static final int BIAS_DIFFERENCE = 127 - 15;

  private Half() {}

  /** The nearest half, ties to the even one; infinity from 65,520 on. */
  static short of(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | NAN);
    }
    if (magnitude < SMALLEST_NORMAL) {
      // Exact, as a multiplication by a power of two is; rint rounds ties to even.
      return (short) (sign | (int) Math.rint(magnitude * SUBNORMALS_PER_ONE));
    }
    int bits = Float.floatToRawIntBits(magnitude);
    int even = bits >>> DROPPED_BITS & 1;
    int rounded = bits + (1 << DROPPED_BITS - 1) - 1 + even;
    int half = (rounded >>> DROPPED_BITS) - (BIAS_DIFFERENCE << 10);
    return (short) (sign | Math.min(half, INFINITY));
  }

  /** Whether {@code value} is a number and becomes none. */
  static boolean overflows(float value) {
    return Float.isFinite(value) && (of(value) & INFINITY) == INFINITY;
  }
}
