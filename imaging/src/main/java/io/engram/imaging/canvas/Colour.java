package io.engram.imaging.canvas;

/**
 * An opaque sRGB colour.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 */
public record Colour(int red, int green, int blue) {
  public static final Colour WHITE = new Colour(255, 255, 255);
  public static final Colour BLACK = new Colour(0, 0, 0);

  public Colour {
    if ((red | green | blue) >>> 8 != 0) {
      throw new IllegalArgumentException(
          "a colour's parts are 0..255, were %d, %d, %d".formatted(red, green, blue));
    }
  }

  /** From {@code 0xRRGGBB}. */
  public static Colour ofRgb(int rgb) {
    return new Colour(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
  }

  /** This colour at 0, {@code other} at 1, in between linearly. */
  public Colour mix(Colour other, double part) {
    return new Colour(
        mix(red, other.red, part), mix(green, other.green, part), mix(blue, other.blue, part));
  }

  private static int mix(int from, int to, double part) {
    return (int) Math.round(from + (to - from) * Math.max(0, Math.min(1, part)));
  }
}
