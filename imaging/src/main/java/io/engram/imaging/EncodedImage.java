package io.engram.imaging;

import io.engram.imaging.UndecodableImageException.Reason;
import java.util.Objects;

/**
 * An encoded image whose structure has been walked to its end.
 *
 * @param header format, size, orientation
 * @param essence the same image with only what decides its pixels, so that the native decoder never
 *     meets metadata, further frames or trailing bytes
 * @param frame where the essence's picture lies on the image
 */
record EncodedImage(ImageHeader header, byte[] essence, Frame frame) {
  /** A rectangle in stored pixels. */
  record Frame(int left, int top, int width, int height) {
    boolean covers(ImageHeader header) {
      return width == header.storedWidth() && height == header.storedHeight();
    }
  }

  /** An image whose picture covers it. */
  static EncodedImage whole(ImageHeader header, byte[] essence) {
    Frame frame = new Frame(0, 0, header.storedWidth(), header.storedHeight());
    return new EncodedImage(header, essence, frame);
  }

  static EncodedImage parse(byte[] encoded, DecodeLimits limits) throws UndecodableImageException {
    Objects.requireNonNull(encoded, "encoded");
    if (encoded.length == 0) {
      throw new UndecodableImageException(
          Reason.EMPTY_IMAGE, "it has no bytes", "check the file or its transfer");
    }
    if (encoded.length > limits.maxBytes()) {
      throw new UndecodableImageException(
          Reason.TOO_MANY_BYTES,
          "it has %d bytes, the limit is %d".formatted(encoded.length, limits.maxBytes()),
          "compress it or raise the byte limit");
    }
    ImageFormat format =
        ImageFormat.detect(encoded)
            .orElseThrow(
                () ->
                    UndecodableImageException.unsupported(
                        "its first bytes are of no image format that is decoded"));
    ByteCursor in = new ByteCursor(encoded);
    return switch (format) {
      case JPEG -> new JpegParser(in, limits).parse();
      case PNG -> new PngParser(in, limits).parse();
      case WEBP -> new WebpParser(in, limits).parse();
      case GIF -> new GifParser(in, limits).parse();
    };
  }
}
