package io.engram.trainer.evaluate.metric;

/** What all metrics ask of two planes, and what several compute of one. */
final class Planes {

  private Planes() {}

  static void requireSameSize(float[] a, float[] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "maps must have the same pixels, at least one: %d and %d".formatted(a.length, b.length));
    }
  }

  static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  static double mean(float[] values) {
    return sum(values) / values.length;
  }

  /** What to multiply with so that the values sum to 1; 0 where all of them are 0. */
  static double normalizer(float[] values) {
    double sum = sum(values);
    return sum == 0 ? 0 : 1 / sum;
  }
}
