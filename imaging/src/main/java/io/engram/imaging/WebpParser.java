package io.engram.imaging;

/**
 * Walks a WebP's chunks (RFC 9649, section 2). Of an animation the decoder takes the first frame.
 */
final class WebpParser {
  private static final int RIFF_HEADER_BYTES = 8;
  private static final int LOSSLESS_SIGNATURE = 0x2f;

  private final ByteCursor in;
  private final DecodeLimits limits;
  private ImageHeader canvas;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean pixels;

  WebpParser(ByteCursor in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  EncodedImage parse() throws UndecodableImageException {
    in.skip(4);
    long size = in.u32le();
    byte[] riff = in.take(size);
    ByteCursor chunks = new ByteCursor(riff);
    chunks.skip(4);
    while (chunks.remaining() > 0) {
      String type = chunks.fourCc();
      byte[] body = chunks.take(chunks.u32le());
      chunks.skip(Math.min(body.length % 2, chunks.remaining()));
      chunk(type, new ByteCursor(body), body);
    }
    if (canvas == null || !pixels) {
      throw UndecodableImageException.corrupt("the WebP holds no picture");
    }
    ImageHeader upright =
        new ImageHeader(ImageFormat.WEBP, canvas.storedWidth(), canvas.storedHeight(), orientation);
    return EncodedImage.whole(upright, in.since(in.position() - riff.length - RIFF_HEADER_BYTES));
  }

  private void chunk(String type, ByteCursor body, byte[] bytes) throws UndecodableImageException {
    switch (type) {
      case "VP8X" -> {
        body.skip(4);
        canvas = header(1 + body.u24le(), 1 + body.u24le());
      }
      case "VP8 " -> {
        body.skip(3);
        boolean keyFrame = body.u8() == 0x9d && body.u8() == 0x01 && body.u8() == 0x2a;
        requirePicture(keyFrame, body.u16le() & 0x3fff, body.u16le() & 0x3fff);
      }
      case "VP8L" -> {
        boolean signed = body.u8() == LOSSLESS_SIGNATURE;
        long bits = body.u32le();
        requirePicture(signed, 1 + (int) (bits & 0x3fff), 1 + (int) (bits >> 14 & 0x3fff));
      }
      case "ANMF" -> pixels = true;
      case "EXIF" -> {
        // Some writers repeat JPEG's prefix.
        boolean prefixed = body.startsWith('E', 'x', 'i', 'f', 0, 0);
        orientation = Orientation.ofTiff(bytes, prefixed ? 6 : 0);
      }
      default -> {}
    }
  }

  /** A still picture fills its canvas. */
  private void requirePicture(boolean signed, int width, int height)
      throws UndecodableImageException {
    ImageHeader picture = header(width, height);
    boolean fits =
        canvas == null || canvas.storedWidth() == width && canvas.storedHeight() == height;
    if (!signed || pixels || !fits) {
      throw UndecodableImageException.corrupt("the WebP's picture is malformed");
    }
    canvas = picture;
    pixels = true;
  }

  private ImageHeader header(int width, int height) throws UndecodableImageException {
    return new ImageHeader(ImageFormat.WEBP, width, height, Orientation.UPRIGHT).within(limits);
  }
}
