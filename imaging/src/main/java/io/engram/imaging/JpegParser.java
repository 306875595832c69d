package io.engram.imaging;

import java.io.ByteArrayOutputStream;

/**
 * Walks a JPEG's segments and entropy-coded data to its end marker (ITU-T T.81, annex B), so that a
 * truncated file, which libjpeg would fill with grey, is refused.
 */
final class JpegParser {
  /** Encoders write about ten; each costs a decoder a pass over the whole picture. */
  private static final int MAX_SCANS = 100;

  /** Pixels times scans may be this many times the pixel limit. */
  private static final int MAX_PASSES_AT_PIXEL_LIMIT = 20;

  private static final int TEM = 0x01;
  private static final int SOF0 = 0xc0;
  private static final int SOF2 = 0xc2;
  private static final int DHT = 0xc4;
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;

  private final ByteCursor in;
  private final DecodeLimits limits;
  private final ByteArrayOutputStream essence;
  private ImageHeader header;
  private Orientation orientation = Orientation.UPRIGHT;
  private int scans;

  JpegParser(ByteCursor in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
    this.essence = new ByteArrayOutputStream(in.remaining());
  }

  EncodedImage parse() throws UndecodableImageException {
    in.skip(2);
    writeMarker(SOI);
    for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
      if (marker == SOI) {
        throw UndecodableImageException.corrupt("a second JPEG begins inside it");
      }
      boolean standsAlone = marker == TEM || marker >= RST0 && marker <= RST7;
      if (!standsAlone) {
        segment(marker);
      }
    }
    if (header == null || scans == 0) {
      throw UndecodableImageException.corrupt("the JPEG holds no picture");
    }
    writeMarker(EOI);
    // The orientation may follow the frame header.
    ImageHeader upright =
        new ImageHeader(ImageFormat.JPEG, header.storedWidth(), header.storedHeight(), orientation);
    return EncodedImage.whole(upright, essence.toByteArray());
  }

  /** Skips to the next marker; stray bytes between segments do no harm. */
  private int nextMarker() throws UndecodableImageException {
    while (true) {
      while (in.u8() != 0xff) {}
      int code = in.u8();
      while (code == 0xff) {
        code = in.u8();
      }
      if (code != 0) {
        return code;
      }
    }
  }

  private void segment(int marker) throws UndecodableImageException {
    int length = in.u16be();
    if (length < 2) {
      throw UndecodableImageException.corrupt("a JPEG segment is shorter than its own length");
    }
    byte[] body = in.take(length - 2);
    if (marker == APP1) {
      readExif(body);
    } else if (isFrame(marker)) {
      readFrame(marker, body);
      write(marker, body);
    } else if (marker == SOS) {
      startScan();
      write(marker, body);
      copyEntropyCodedData();
    } else if (decidesPixels(marker)) {
      write(marker, body);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= 0xcf && marker != DHT && marker != 0xc8 && marker != 0xcc;
  }

  /** JFIF's APP0 and Adobe's APP14 tell the colour space. */
  private static boolean decidesPixels(int marker) {
    return marker == DHT || marker == DQT || marker == DRI || marker == APP0 || marker == APP14;
  }

  private void readFrame(int marker, byte[] body) throws UndecodableImageException {
    if (marker > SOF2) {
      throw UndecodableImageException.unsupported(
          "it is a lossless, hierarchical or arithmetic-coded JPEG");
    }
    if (header != null) {
      throw UndecodableImageException.corrupt("the JPEG holds two frame headers");
    }
    ByteCursor frame = new ByteCursor(body);
    if (frame.u8() != 8) {
      throw UndecodableImageException.unsupported("it is a JPEG of other than 8 bits a sample");
    }
    int height = frame.u16be();
    int width = frame.u16be();
    int components = frame.u8();
    if (components != 1 && components != 3 && components != 4) {
      throw UndecodableImageException.unsupported(
          "it is a JPEG of %d colour components".formatted(components));
    }
    header = new ImageHeader(ImageFormat.JPEG, width, height, Orientation.UPRIGHT).within(limits);
  }

  private void startScan() throws UndecodableImageException {
    if (header == null) {
      throw UndecodableImageException.corrupt("a JPEG scan begins before the frame header");
    }
    scans++;
    if (scans > MAX_SCANS
        || scans * header.pixels() > MAX_PASSES_AT_PIXEL_LIMIT * limits.maxPixels()) {
      throw UndecodableImageException.corrupt(
          "the JPEG has %d scans or more, which no encoder needs".formatted(scans));
    }
  }

  private void copyEntropyCodedData() throws UndecodableImageException {
    int start = in.position();
    while (true) {
      while (in.u8() != 0xff) {}
      int code = in.peek();
      boolean data = code == 0 || code >= RST0 && code <= RST7 || code == 0xff;
      if (!data) {
        break;
      }
    }
    byte[] data = in.since(start);
    // The 0xff that begins the next marker stays with that marker.
    essence.write(data, 0, data.length - 1);
    in.back();
  }

  private void readExif(byte[] body) {
    if (new ByteCursor(body).startsWith('E', 'x', 'i', 'f', 0, 0)) {
      orientation = Orientation.ofTiff(body, 6);
    }
  }

  private void write(int marker, byte[] body) {
    writeMarker(marker);
    essence.write((body.length + 2) >> 8);
    essence.write(body.length + 2);
    essence.writeBytes(body);
  }

  private void writeMarker(int marker) {
    essence.write(0xff);
    essence.write(marker);
  }
}
