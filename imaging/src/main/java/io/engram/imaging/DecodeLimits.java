package io.engram.imaging;

/**
 * What an encoded image may cost. Both limits are checked before any pixel is decoded.
 *
 * @param maxBytes largest encoded size in bytes
 * @param maxPixels largest width times height; an image whose decoded pixels take more than four
 *     bytes each, such as 16-bit RGBA, may have fewer in proportion
 */
public record DecodeLimits(int maxBytes, long maxPixels) {
  public DecodeLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be >= 1, was " + maxBytes);
    }
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels must be >= 1, was " + maxPixels);
    }
  }

  /** 32 MiB and 50 megapixels. */
  public static DecodeLimits defaults() {
    return new DecodeLimits(32 << 20, 50_000_000);
  }
}
