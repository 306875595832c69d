package io.engram.imaging;

import io.engram.imaging.UndecodableImageException.Reason;
import java.util.Objects;

/**
 * What an encoded image says about itself before any pixel is decoded.
 *
 * @param format from the first bytes
 * @param storedWidth width in pixels as stored, before EXIF orientation
 * @param storedHeight height in pixels as stored
 * @param orientation how the stored pixels turn upright
 */
public record ImageHeader(
    ImageFormat format, int storedWidth, int storedHeight, Orientation orientation) {
  /** JPEG cannot be wider or higher; nor need the others be. */
  private static final int MAX_SIDE = 65_535;

  /** The pixel limit allows for this many each: 8-bit colour with alpha. */
  private static final int BYTES_PER_PIXEL = 4;

  public ImageHeader {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(orientation, "orientation");
  }

  /**
   * Reads the header and walks the structure of the whole file without decoding it.
   *
   * @throws UndecodableImageException if the bytes are empty, of no known format, truncated, or
   *     over a limit
   */
  public static ImageHeader read(byte[] encoded, DecodeLimits limits)
      throws UndecodableImageException {
    return EncodedImage.parse(encoded, limits).header();
  }

  /** Width in pixels of the upright picture. */
  public int width() {
    return orientation.swapsSides() ? storedHeight : storedWidth;
  }

  /** Height in pixels of the upright picture. */
  public int height() {
    return orientation.swapsSides() ? storedWidth : storedHeight;
  }

  long pixels() {
    return (long) storedWidth * storedHeight;
  }

  /** Refuses a size before anything of that size is allocated. */
  ImageHeader within(DecodeLimits limits) throws UndecodableImageException {
    if (storedWidth < 1 || storedHeight < 1) {
      throw UndecodableImageException.corrupt(
          "its header gives a size of %d x %d pixels".formatted(storedWidth, storedHeight));
    }
    if (pixels() > limits.maxPixels() || storedWidth > MAX_SIDE || storedHeight > MAX_SIDE) {
      throw new UndecodableImageException(
          Reason.TOO_MANY_PIXELS,
          "it is %d x %d pixels, the limit is %d pixels and %d a side"
              .formatted(storedWidth, storedHeight, limits.maxPixels(), MAX_SIDE),
          "scale it down or raise the pixel limit");
    }
    return this;
  }

  /** Refuses pixels so deep that decoding them would take more memory than the limit intends. */
  void requireDecodedWithin(DecodeLimits limits, int bytesPerPixel)
      throws UndecodableImageException {
    if (pixels() * bytesPerPixel / BYTES_PER_PIXEL > limits.maxPixels()) {
      throw new UndecodableImageException(
          Reason.TOO_MANY_PIXELS,
          "it is %d x %d pixels of %d bytes, the limit is %d pixels of %d bytes"
              .formatted(
                  storedWidth, storedHeight, bytesPerPixel, limits.maxPixels(), BYTES_PER_PIXEL),
          "scale it down, convert it to 8 bits a sample or raise the pixel limit");
    }
  }
}
