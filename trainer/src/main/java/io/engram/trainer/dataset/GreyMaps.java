package io.engram.trainer.dataset;

import io.engram.imaging.RgbImage;

/**
 * Maps without colour, such as fixation maps, tell where people remember, not whether rightly: they
 * are true schema only. A map in colours is never grey where it is bright, since its blue is empty.
 */
public final class GreyMaps {

  /** What colour conversion leaves between the channels of a grey image. */
  private static final int NOISE = SchemaChannel.BLANK_BELOW;

  private GreyMaps() {}

  /** Whether there is no colour in {@code map}; so it is in one that is black all over. */
  public static boolean isGrey(RgbImage map) {
    var rgb = map.rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      int red = rgb[i] & 0xff;
      int green = rgb[i + 1] & 0xff;
      int blue = rgb[i + 2] & 0xff;
      if (Math.abs(red - green) >= NOISE || Math.abs(blue - green) >= NOISE) {
        return false;
      }
    }
    return true;
  }

  /** The same map if it is in colours; otherwise its brightness as true schema, and no other. */
  static RgbImage trueSchemaOnly(RgbImage map) {
    if (!isGrey(map)) {
      return map;
    }
    var rgb = new byte[map.rgb().length];
    int green = SchemaChannel.TRUE_SCHEMA.rgbIndex();
    for (int i = green; i < rgb.length; i += 3) {
      rgb[i] = map.rgb()[i];
    }
    return new RgbImage(map.width(), map.height(), rgb);
  }
}
