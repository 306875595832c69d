package io.engram.trainer.onnx.precision;

/**
 * Counts values in equal bins around 0 whose width doubles whenever a value does not fit, so that
 * one pass suffices whatever the values are.
 */
final class Histogram {

  private static final int HALF = 2048;
  private static final int PARTS = 128;

  private final long[] counts = new long[2 * HALF];
  private double width = 0x1p-40;
  private float least;
  private float greatest;

  /**
   * Counts a value. Zeros are not counted: they are exact whatever the range is.
   *
   * @throws IllegalArgumentException if it is infinite or NaN
   */
  void add(float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("not a number to count: " + value);
    }
    if (value == 0) {
      return;
    }
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    while (Math.abs(value) >= HALF * width) {
      widen();
    }
    counts[HALF + (int) Math.floor(value / width)]++;
  }

  private void widen() {
    var merged = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      merged[Math.floorDiv(i - HALF, 2) + HALF] += counts[i];
    }
    System.arraycopy(merged, 0, counts, 0, counts.length);
    width *= 2;
  }

  /**
   * The bytes that lose least: cutting off what is rare makes the rest finer, so ranges from all
   * values down to an eighth are tried.
   */
  Affine bestAffine() {
    var best = Affine.covering(least, greatest);
    double leastError = squaredError(best);
    for (int part = PARTS - 1; part >= PARTS / 8; part--) {
      double share = part / (double) PARTS;
      var affine = Affine.covering(least * share, greatest * share);
      double error = squaredError(affine);
      if (error < leastError) {
        best = affine;
        leastError = error;
      }
    }
    return best;
  }

  /** Sum of the squared differences of all values from what {@code affine} makes of them. */
  private double squaredError(Affine affine) {
    double scale = affine.scale();
    double low = -affine.zeroPoint() * scale;
    double high = (Affine.LARGEST_BYTE - affine.zeroPoint()) * scale;
    // Within the range a value is off by anything up to half a step, whose square is this on
    // average.
    double rounding = scale * scale / 12;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        double middle = (i - HALF + 0.5) * width;
        double outside = Math.max(Math.max(low - middle, middle - high), 0);
        sum += counts[i] * (outside * outside + rounding);
      }
    }
    return sum;
  }
}
