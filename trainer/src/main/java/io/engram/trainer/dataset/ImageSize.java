package io.engram.trainer.dataset;

import io.engram.imaging.DecodedImage;

/** Of an image file, in pixels, upright. */
public record ImageSize(int width, int height) {

  /** Sides rounded to whole pixels make the logarithms of proportions differ by less than this. */
  private static final double SAME_PROPORTIONS = 0.02;

  /** The size of the file that an image was decoded from. */
  public static ImageSize of(DecodedImage image) {
    return new ImageSize(image.sourceWidth(), image.sourceHeight());
  }

  public boolean isSquare() {
    return width == height;
  }

  /** Whether one is the other resized, so that a map lies on what it marks. */
  public boolean hasProportionsOf(ImageSize other) {
    double own = Math.log((double) width / height);
    return Math.abs(own - Math.log((double) other.width / other.height)) <= SAME_PROPORTIONS;
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}
