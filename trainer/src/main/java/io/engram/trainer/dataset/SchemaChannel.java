package io.engram.trainer.dataset;

import io.engram.imaging.RgbImage;

/** What the colours of a published map mean; ordered as a network's output channels. */
public enum SchemaChannel {
  /** Green: regions that people marked and really remembered. */
  TRUE_SCHEMA(1),
  /** Red: regions that people believe they remember from an image they never saw. */
  FALSE_SCHEMA(0),
  /** Blue: always empty, but one of the three channels over which the paper averages. */
  UNUSED(2);

  /**
   * A channel without any value of at least this (of 255) is blank: fainter values are what JPEG
   * leaks from the other channels.
   */
  public static final int BLANK_BELOW = 5;

  private final int rgbIndex;

  SchemaChannel(int rgbIndex) {
    this.rgbIndex = rgbIndex;
  }

  /** Whether nobody marked anything in this plane of values in [0,1]. */
  public static boolean isBlank(float[] plane) {
    for (float value : plane) {
      if (value >= BLANK_BELOW / 255f) {
        return false;
      }
    }
    return true;
  }

  /** Both schemata together: what people marked at all, pixel by pixel, in [0,2]. */
  public static float[] sum(float[] trueSchema, float[] falseSchema) {
    var sum = new float[trueSchema.length];
    for (int pixel = 0; pixel < sum.length; pixel++) {
      sum[pixel] = trueSchema[pixel] + falseSchema[pixel];
    }
    return sum;
  }

  /** Index into the interleaved RGB bytes of a pixel. */
  public int rgbIndex() {
    return rgbIndex;
  }

  /** This channel of {@code map}, row by row, in [0,1]. */
  public float[] of(RgbImage map) {
    var plane = new float[map.width() * map.height()];
    for (int pixel = 0; pixel < plane.length; pixel++) {
      plane[pixel] = Byte.toUnsignedInt(map.rgb()[3 * pixel + rgbIndex]) / 255f;
    }
    return plane;
  }
}
