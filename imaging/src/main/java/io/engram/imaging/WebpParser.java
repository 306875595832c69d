package io.engram.imaging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.engram.imaging.EncodedImage.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks a WebP's chunks (RFC 9649, section 2) and keeps its picture alone, as a still WebP of the
 * picture's own size. Of an animation that is the first frame: to play one, the native decoder
 * would hold several canvases.
 */
final class WebpParser {
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int HAS_ALPHA = 0x10;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int EXTENDED_HEADER_BYTES = 10;

  private final ByteCursor in;
  private final DecodeLimits limits;
  private ImageHeader canvas;
  private Orientation orientation = Orientation.UPRIGHT;
  private Frame frame;
  private byte[] alpha = {};
  private byte[] picture;

  WebpParser(ByteCursor in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  EncodedImage parse() throws UndecodableImageException {
    in.skip(4);
    ByteCursor riff = new ByteCursor(in.take(in.u32le()));
    riff.skip(4);
    while (riff.remaining() > 0) {
      chunk(riff);
    }
    if (picture == null) {
      throw UndecodableImageException.corrupt("the WebP holds no picture");
    }
    ImageHeader upright =
        new ImageHeader(ImageFormat.WEBP, canvas.storedWidth(), canvas.storedHeight(), orientation);
    return new EncodedImage(upright, still(), frame);
  }

  private void chunk(ByteCursor riff) throws UndecodableImageException {
    int start = riff.position();
    String type = riff.fourCc();
    byte[] bytes = body(riff);
    ByteCursor body = new ByteCursor(bytes);
    switch (type) {
      case "VP8X" -> {
        if (canvas != null) {
          throw malformed();
        }
        body.skip(4);
        canvas = header(1 + body.u24le(), 1 + body.u24le());
      }
      case "ANMF" -> animationFrame(body);
      case "EXIF" -> {
        // Some writers repeat JPEG's prefix.
        boolean prefixed = body.startsWith('E', 'x', 'i', 'f', 0, 0);
        orientation = Orientation.ofTiff(bytes, prefixed ? 6 : 0);
      }
      default -> pictureChunk(type, body, riff.since(start));
    }
  }

  private static byte[] body(ByteCursor chunks) throws UndecodableImageException {
    byte[] body = chunks.take(chunks.u32le());
    chunks.skip(Math.min(body.length % 2, chunks.remaining()));
    return body;
  }

  private void animationFrame(ByteCursor body) throws UndecodableImageException {
    if (picture != null) {
      return;
    }
    int left = 2 * body.u24le();
    int top = 2 * body.u24le();
    frame = new Frame(left, top, 1 + body.u24le(), 1 + body.u24le());
    requireInsideCanvas();
    body.skip(4);
    while (body.remaining() > 0) {
      int start = body.position();
      String type = body.fourCc();
      byte[] bytes = body(body);
      pictureChunk(type, new ByteCursor(bytes), body.since(start));
    }
    if (picture == null) {
      throw malformed();
    }
  }

  private void requireInsideCanvas() throws UndecodableImageException {
    if (canvas == null
        || frame.left() + frame.width() > canvas.storedWidth()
        || frame.top() + frame.height() > canvas.storedHeight()) {
      throw malformed();
    }
  }

  private void pictureChunk(String type, ByteCursor body, byte[] chunk)
      throws UndecodableImageException {
    switch (type) {
      case "ALPH" -> alpha = chunk;
      case "VP8 " -> {
        body.skip(3);
        boolean keyFrame = body.u8() == 0x9d && body.u8() == 0x01 && body.u8() == 0x2a;
        picture(keyFrame, body.u16le() & 0x3fff, body.u16le() & 0x3fff, chunk);
      }
      case "VP8L" -> {
        boolean signed = body.u8() == LOSSLESS_SIGNATURE;
        long bits = body.u32le();
        picture(signed, 1 + (int) (bits & 0x3fff), 1 + (int) (bits >> 14 & 0x3fff), chunk);
        alpha = new byte[0];
      }
      default -> {}
    }
  }

  /** A still picture fills its canvas, that of an animation its frame. */
  private void picture(boolean signed, int width, int height, byte[] chunk)
      throws UndecodableImageException {
    ImageHeader size = header(width, height);
    if (canvas == null) {
      canvas = size;
    }
    if (frame == null) {
      frame = new Frame(0, 0, canvas.storedWidth(), canvas.storedHeight());
    }
    if (!signed || picture != null || frame.width() != width || frame.height() != height) {
      throw malformed();
    }
    picture = chunk;
  }

  /** The picture without anything else; transparency of a lossy one needs the extended header. */
  private byte[] still() {
    boolean extended = alpha.length > 0;
    int bytes =
        even(picture.length)
            + (extended ? CHUNK_HEADER_BYTES + EXTENDED_HEADER_BYTES + even(alpha.length) : 0);
    ByteBuffer still =
        ByteBuffer.allocate(CHUNK_HEADER_BYTES + 4 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    still.put("RIFF".getBytes(US_ASCII)).putInt(4 + bytes).put("WEBP".getBytes(US_ASCII));
    if (extended) {
      still.put("VP8X".getBytes(US_ASCII)).putInt(EXTENDED_HEADER_BYTES).putInt(HAS_ALPHA);
      putU24(still, frame.width() - 1);
      putU24(still, frame.height() - 1);
      still.put(alpha).position(still.position() + alpha.length % 2);
    }
    return still.put(picture).array();
  }

  private static int even(int bytes) {
    return bytes + bytes % 2;
  }

  private static void putU24(ByteBuffer target, int value) {
    target.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  private static UndecodableImageException malformed() {
    return UndecodableImageException.corrupt("the WebP's picture is malformed");
  }

  private ImageHeader header(int width, int height) throws UndecodableImageException {
    return new ImageHeader(ImageFormat.WEBP, width, height, Orientation.UPRIGHT).within(limits);
  }
}
