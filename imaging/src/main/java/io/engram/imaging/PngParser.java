package io.engram.imaging;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * Walks a PNG's chunks to its end and keeps the ones that decide its pixels, their checksums
 * verified (W3C PNG Specification, third edition, section 5). An animated PNG is its still image.
 */
final class PngParser {
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEADER_BYTES = 13;
  private static final int MAX_PALETTE_BYTES = 256 * 3;

  private final ByteCursor in;
  private final DecodeLimits limits;
  private final ByteArrayOutputStream essence;
  private ImageHeader header;
  private int bytesPerSample;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean pixels;

  PngParser(ByteCursor in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
    this.essence = new ByteArrayOutputStream(in.remaining());
  }

  EncodedImage parse() throws UndecodableImageException {
    essence.writeBytes(in.take(SIGNATURE_BYTES));
    String type;
    do {
      type = chunk();
    } while (!type.equals("IEND"));
    if (!pixels) {
      throw UndecodableImageException.corrupt("the PNG holds no picture");
    }
    ImageHeader upright =
        new ImageHeader(ImageFormat.PNG, header.storedWidth(), header.storedHeight(), orientation);
    return EncodedImage.whole(upright, essence.toByteArray());
  }

  private String chunk() throws UndecodableImageException {
    int start = in.position();
    long length = in.u32be();
    String type = in.fourCc();
    if (header == null && !type.equals("IHDR")) {
      throw UndecodableImageException.corrupt("the PNG does not begin with its header");
    }
    byte[] body = in.take(length);
    long checksum = in.u32be();
    switch (type) {
      case "IHDR" -> readHeader(body);
      case "PLTE" -> requirePalette(body);
      case "IDAT" -> pixels = true;
      case "eXIf" -> orientation = Orientation.ofTiff(body, 0);
      // The native decoder makes an alpha channel of it.
      case "tRNS" -> header.requireDecodedWithin(limits, 4 * bytesPerSample);
      case "IEND" -> {}
      default -> {
        return skipped(type);
      }
    }
    byte[] chunk = in.since(start);
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, chunk.length - 8);
    if (crc.getValue() != checksum) {
      throw UndecodableImageException.corrupt(
          "the checksum of its PNG chunk " + type + " is wrong");
    }
    if (!type.equals("eXIf")) {
      essence.writeBytes(chunk);
    }
    return type;
  }

  private static String skipped(String type) throws UndecodableImageException {
    boolean ancillary = Character.isLowerCase(type.charAt(0));
    if (!ancillary) {
      throw UndecodableImageException.corrupt("the PNG holds a chunk of an unknown type");
    }
    return type;
  }

  private void readHeader(byte[] body) throws UndecodableImageException {
    if (header != null || body.length != HEADER_BYTES) {
      throw UndecodableImageException.corrupt("the PNG's header is malformed");
    }
    ByteCursor fields = new ByteCursor(body);
    int width = (int) Math.min(Integer.MAX_VALUE, fields.u32be());
    int height = (int) Math.min(Integer.MAX_VALUE, fields.u32be());
    header = new ImageHeader(ImageFormat.PNG, width, height, Orientation.UPRIGHT).within(limits);
    int depth = fields.u8();
    int colourType = fields.u8();
    int compression = fields.u8();
    int filter = fields.u8();
    int interlace = fields.u8();
    if (compression != 0 || filter != 0 || interlace > 1 || !isPossible(depth, colourType)) {
      throw UndecodableImageException.corrupt("the PNG's header is malformed");
    }
    bytesPerSample = depth == 16 ? 2 : 1;
    header.requireDecodedWithin(limits, decodedChannels(colourType) * bytesPerSample);
  }

  /** The native decoder gives grey with alpha as BGRA. */
  private static int decodedChannels(int colourType) {
    return switch (colourType) {
      case 0 -> 1;
      case 4, 6 -> 4;
      default -> 3;
    };
  }

  private static boolean isPossible(int depth, int colourType) {
    return switch (colourType) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  private static void requirePalette(byte[] body) throws UndecodableImageException {
    if (body.length == 0 || body.length % 3 != 0 || body.length > MAX_PALETTE_BYTES) {
      throw UndecodableImageException.corrupt("the PNG's palette is malformed");
    }
  }
}
