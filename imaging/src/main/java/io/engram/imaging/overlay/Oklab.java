package io.engram.imaging.overlay;

import io.engram.imaging.canvas.Colour;

/**
 * A colour in Oklab, a space in which distance is roughly what people see (B. Ottosson, "A
 * perceptual color space for image processing", 2020, https://bottosson.github.io/posts/oklab/; its
 * formulas are in the public domain).
 *
 * @param lightness 0 black to 1 white
 * @param a from green to red
 * @param b from blue to yellow
 */
record Oklab(double lightness, double a, double b) {
  private static final double SRGB_LINEAR_BELOW = 0.0031308;

  /**
   * @param chroma colourfulness, 0 is grey
   * @param hue in degrees: red is about 29, yellow 110, green 142, blue 264
   */
  static Oklab ofHue(double lightness, double chroma, double hue) {
    double angle = Math.toRadians(hue);
    return new Oklab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle));
  }

  double distance(Oklab other) {
    return Math.hypot(lightness - other.lightness, Math.hypot(a - other.a, b - other.b));
  }

  /** This colour, or where sRGB has none so colourful the most colourful of its hue. */
  Oklab inSrgb() {
    double part = 1;
    while (part > 0 && !isInGamut(part)) {
      part -= 0.01;
    }
    return new Oklab(lightness, Math.max(0, part) * a, Math.max(0, part) * b);
  }

  /** Parts beyond sRGB are clipped: see {@link #inSrgb}. */
  Colour toColour() {
    double[] linear = linear(1);
    return new Colour(encode(linear[0]), encode(linear[1]), encode(linear[2]));
  }

  private boolean isInGamut(double part) {
    for (double value : linear(part)) {
      if (value < -1e-4 || value > 1 + 1e-4) {
        return false;
      }
    }
    return true;
  }

  /** Linear-light sRGB with the chroma scaled. */
  private double[] linear(double part) {
    double l = cube(lightness + part * (0.3963377774 * a + 0.2158037573 * b));
    double m = cube(lightness - part * (0.1055613458 * a + 0.0638541728 * b));
    double s = cube(lightness - part * (0.0894841775 * a + 1.2914855480 * b));
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static int encode(double linear) {
    double clamped = Math.max(0, Math.min(1, linear));
    double encoded =
        clamped <= SRGB_LINEAR_BELOW ? 12.92 * clamped : 1.055 * Math.pow(clamped, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * encoded);
  }
}
