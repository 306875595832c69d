package io.engram.imaging.regions;

/**
 * A rectangle in fractions of the image's width and height, after EXIF orientation; the origin is
 * the top left corner.
 *
 * @param left in [0, 1)
 * @param top in [0, 1)
 * @param width in [1e-6, 1], not beyond the right edge
 * @param height in [1e-6, 1], not beyond the bottom edge
 */
public record Bounds(double left, double top, double width, double height) {
  /** Rounding, for instance of thirds, may exceed an edge by this much. */
  private static final double TOLERANCE = 1e-6;

  /** Far below any pixel; less would vanish when added to the start. */
  private static final double MIN_LENGTH = 1e-6;

  public Bounds {
    requireSpan(left, width, "left", "width");
    requireSpan(top, height, "top", "height");
  }

  public double right() {
    return left + width;
  }

  public double bottom() {
    return top + height;
  }

  public double area() {
    return width * height;
  }

  private static void requireSpan(double start, double length, String startName, String name) {
    boolean inside = start >= 0 && start < 1 && start + length <= 1 + TOLERANCE;
    if (!inside || !(length >= MIN_LENGTH)) {
      throw new IllegalArgumentException(
          "%s %s and %s %s do not lie within the image, [0, 1], or span less than %s of it"
              .formatted(startName, start, name, length, MIN_LENGTH));
    }
  }
}
