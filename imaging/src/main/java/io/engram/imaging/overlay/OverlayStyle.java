package io.engram.imaging.overlay;

import java.util.OptionalDouble;

/**
 * How an overlay looks.
 *
 * @param opacity of the strongest value, in (0, 1]
 * @param fullScale the value that gets the last colour, in (0, 1]; empty takes the heatmap's
 *     largest, rounded up to a tenth. Fix it to compare pictures with one another.
 * @param legend whether a strip with both colour scales is added below the photograph
 */
public record OverlayStyle(double opacity, OptionalDouble fullScale, boolean legend) {
  public OverlayStyle {
    requireFraction(opacity, "opacity");
    fullScale.ifPresent(value -> requireFraction(value, "fullScale"));
  }

  public static OverlayStyle defaults() {
    return new OverlayStyle(0.62, OptionalDouble.empty(), true);
  }

  private static void requireFraction(double value, String name) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in (0, 1], was " + value);
    }
  }
}
