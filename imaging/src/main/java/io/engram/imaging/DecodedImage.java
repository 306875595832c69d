package io.engram.imaging;

import java.util.Objects;

/**
 * A decoded image at the size that was asked for.
 *
 * @param pixels upright: EXIF orientation is applied
 * @param sourceWidth width of the encoded image in pixels, after EXIF orientation
 * @param sourceHeight height of the encoded image in pixels, after EXIF orientation
 */
public record DecodedImage(RgbImage pixels, int sourceWidth, int sourceHeight) {
  public DecodedImage {
    Objects.requireNonNull(pixels, "pixels");
    if (sourceWidth < 1 || sourceHeight < 1) {
      throw new IllegalArgumentException(
          "the source's size must be at least 1 x 1, was " + sourceWidth + " x " + sourceHeight);
    }
  }
}
