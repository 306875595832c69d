package io.engram.imaging.overlay;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Colour;

/** Blends both schemas over a photograph that is faded to grey, each as opaque as it is strong. */
final class HeatLayer {
  /** How much of the photograph's own colour gives way to grey. */
  private static final double FADE = 0.75;

  /** Greys are darkened a little, so that light colours stand out on white skies too. */
  private static final double DARKEN = 0.85;

  /** The soft edge of a stripe, as part of its width. */
  private static final double EDGE = 0.2;

  private final ColourMap trueColours = ColourMap.trueSchema();
  private final ColourMap falseColours = ColourMap.falseSchema();
  private final double[] opacities = new double[256];
  private final double scale;

  HeatLayer(double opacity, double scale) {
    this.scale = scale;
    for (int value = 0; value < opacities.length; value++) {
      double part = Math.min(1, value / (255 * scale));
      opacities[value] = opacity * smooth(part / 0.7);
    }
  }

  RgbImage blend(RgbImage photograph, Heatmap heatmap) {
    int width = photograph.width();
    Heatmap fitted = heatmap.resize(width, photograph.height());
    double stripe = Math.max(8, width / 30.0);
    byte[] rgb = new byte[photograph.rgb().length];
    for (int i = 0; i < fitted.trueSchema().length; i++) {
      double phase = (i % width + i / width) / stripe % 1;
      int warm = fitted.trueSchema()[i] & 0xff;
      int cool = fitted.falseSchema()[i] & 0xff;
      double opacity = 1 - (1 - opacities[warm]) * (1 - opacities[cool]);
      blendPixel(photograph.rgb(), rgb, 3 * i, heat(warm, cool, phase), opacity);
    }
    return new RgbImage(width, photograph.height(), rgb);
  }

  private static void blendPixel(byte[] from, byte[] to, int at, Colour heat, double opacity) {
    int red = from[at] & 0xff;
    int green = from[at + 1] & 0xff;
    int blue = from[at + 2] & 0xff;
    double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    to[at] = mix(red, luma, heat.red(), opacity);
    to[at + 1] = mix(green, luma, heat.green(), opacity);
    to[at + 2] = mix(blue, luma, heat.blue(), opacity);
  }

  /**
   * Where both schemas are strong, their colours alternate in stripes, as wide as each is strong: a
   * mixture would be a colour that the legend does not have.
   */
  private Colour heat(int trueValue, int falseValue, double phase) {
    double warm = opacities[trueValue];
    double cool = opacities[falseValue];
    Colour trueColour = trueColours.at(trueValue / (255 * scale));
    if (cool == 0) {
      return trueColour;
    }
    double wave = Math.abs(2 * phase - 1);
    double coolPart = (cool / (warm + cool) * (1 + EDGE) - wave) / EDGE;
    return trueColour.mix(falseColours.at(falseValue / (255 * scale)), coolPart);
  }

  private static byte mix(int photograph, double luma, int heat, double opacity) {
    double faded = DARKEN * (photograph + FADE * (luma - photograph));
    return (byte) Math.round(faded + opacity * (heat - faded));
  }

  private static double smooth(double value) {
    double clamped = Math.min(1, value);
    return clamped * clamped * (3 - 2 * clamped);
  }
}
