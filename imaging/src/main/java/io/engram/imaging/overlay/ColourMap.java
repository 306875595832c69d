package io.engram.imaging.overlay;

import io.engram.imaging.canvas.Colour;

/**
 * 256 colours for values from 0 to 1, at even distances in {@link Oklab} along a path on which
 * lightness rises and hue turns. Computed here, not taken from anybody's table.
 */
public final class ColourMap {
  private static final int LAST = 255;

  /** Points of the path between which its length is measured. */
  private static final int SAMPLES = 4096;

  private final Colour[] colours = new Colour[LAST + 1];

  private ColourMap(double[] lightness, double[] chroma, double[] hue) {
    Oklab[] path = new Oklab[SAMPLES];
    double[] length = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double part = i / (SAMPLES - 1.0);
      path[i] = Oklab.ofHue(mix(lightness, part), mix(chroma, part), mix(hue, part)).inSrgb();
      length[i] = i == 0 ? 0 : length[i - 1] + path[i].distance(path[i - 1]);
    }
    int at = 0;
    for (int i = 0; i <= LAST; i++) {
      while (at < SAMPLES - 1 && length[at] < length[SAMPLES - 1] * i / LAST) {
        at++;
      }
      colours[i] = path[at].toColour();
    }
  }

  /** Warm: from a dark violet red through orange to a light yellow. */
  public static ColourMap trueSchema() {
    return new ColourMap(
        new double[] {0.35, 0.94}, new double[] {0.15, 0.16}, new double[] {0, 105});
  }

  /** Cool: from a dark violet blue to a light cyan. */
  public static ColourMap falseSchema() {
    return new ColourMap(
        new double[] {0.35, 0.92}, new double[] {0.17, 0.12}, new double[] {290, 195});
  }

  /** The colour of a value, which is clamped to [0, 1]. */
  public Colour at(double value) {
    return colours[(int) Math.round(LAST * Math.max(0, Math.min(1, value)))];
  }

  private static double mix(double[] ends, double part) {
    return ends[0] + part * (ends[1] - ends[0]);
  }
}
