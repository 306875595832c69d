package io.engram.imaging;

import io.engram.imaging.opencv.Mats;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;

/**
 * An 8-bit RGB picture in Java memory. Equal by content.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code height * width * 3} unsigned bytes: row by row from the top, red green blue.
 *     The image keeps the array without copying it; nobody may change it afterwards.
 */
public record RgbImage(int width, int height, byte[] rgb) {
  public RgbImage {
    requireSize(width, height);
    Objects.requireNonNull(rgb, "rgb");
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an image of %d x %d takes %d bytes, there are %d"
              .formatted(width, height, 3L * width * height, rgb.length));
    }
  }

  /** The pixel at column {@code x}, row {@code y} as {@code 0xRRGGBB}. */
  public int pixel(int x, int y) {
    int at = 3 * (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width));
    return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
  }

  /** Mean luma of the picture by ITU-R BT.601, in [0, 1]. */
  public double brightness() {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      red += rgb[i] & 0xff;
      green += rgb[i + 1] & 0xff;
      blue += rgb[i + 2] & 0xff;
    }
    return (0.299 * red + 0.587 * green + 0.114 * blue) / (255.0 * width * height);
  }

  /** The part of {@code width x height} whose top left corner is ({@code left}, {@code top}). */
  public RgbImage crop(int left, int top, int width, int height) {
    requireSize(width, height);
    Objects.checkFromIndexSize(left, width, this.width);
    Objects.checkFromIndexSize(top, height, this.height);
    byte[] part = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * this.width + left);
      System.arraycopy(rgb, from, part, 3 * y * width, 3 * width);
    }
    return new RgbImage(width, height, part);
  }

  /** Stretches to exactly {@code width x height}, anti-aliased as {@link ImageDecoder} does. */
  public RgbImage resize(int width, int height) {
    requireSize(width, height);
    if (width == this.width && height == this.height) {
      return this;
    }
    try (PointerScope scope = new PointerScope()) {
      var resized = Mats.resize(Mats.of(this.width, this.height, 3, rgb), width, height);
      return new RgbImage(width, height, Mats.bytes(resized));
    }
  }

  /** The picture as in a mirror: left and right exchanged. */
  public RgbImage mirror() {
    byte[] mirrored = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(rgb, 3 * (y * width + x), mirrored, 3 * (y * width + width - 1 - x), 3);
      }
    }
    return new RgbImage(width, height, mirrored);
  }

  static void requireSize(int width, int height) {
    if (width < 1 || height < 1 || 3L * width * height > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "an image is at least 1 x 1 and fits one array, was " + width + " x " + height);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(rgb, that.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + " x " + height + "]";
  }
}
