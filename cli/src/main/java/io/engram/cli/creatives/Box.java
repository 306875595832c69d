package io.engram.cli.creatives;

/**
 * A place on a creative, in fractions of its width and height from the top left corner.
 *
 * @param left in [0, 1)
 * @param top in [0, 1)
 * @param width in (0, 1 - left]
 * @param height in (0, 1 - top]
 */
public record Box(double left, double top, double width, double height) {
  static final Box EVERYTHING = new Box(0, 0, 1, 1);

  public Box {
    if (left < 0 || top < 0 || width <= 0 || height <= 0 || left + width > 1 || top + height > 1) {
      throw new IllegalArgumentException(
          "a box lies within the creative, was %s, %s, %s x %s"
              .formatted(left, top, width, height));
    }
  }
}
