package io.engram.imaging;

import io.engram.imaging.EncodedImage.Frame;
import java.io.ByteArrayOutputStream;

/**
 * Walks a GIF to the end of its first picture (GIF89a specification, CompuServe 1990) and keeps
 * that alone, as a GIF of the picture's own size; what follows it is never read.
 */
final class GifParser {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  private final ByteCursor in;
  private final DecodeLimits limits;
  private final ByteArrayOutputStream essence = new ByteArrayOutputStream();
  private byte[] graphicControl = {};

  GifParser(ByteCursor in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  EncodedImage parse() throws UndecodableImageException {
    byte[] signature = in.take(6);
    ImageHeader header =
        new ImageHeader(ImageFormat.GIF, in.u16le(), in.u16le(), Orientation.UPRIGHT)
            .within(limits);
    int packed = in.u8();
    byte[] backgroundAndAspect = in.take(2);
    byte[] globalColours = in.take(colourBytes(packed));
    skipToImage();

    int left = in.u16le();
    int top = in.u16le();
    Frame frame = new Frame(left, top, in.u16le(), in.u16le());
    requireInside(frame, header);

    essence.writeBytes(signature);
    writeSize(frame);
    essence.write(packed);
    essence.writeBytes(backgroundAndAspect);
    essence.writeBytes(globalColours);
    essence.writeBytes(graphicControl);
    essence.write(IMAGE);
    essence.writeBytes(new byte[4]);
    writeSize(frame);
    copyPicture();
    essence.write(TRAILER);
    return new EncodedImage(header, essence.toByteArray(), frame);
  }

  private void skipToImage() throws UndecodableImageException {
    for (int block = in.u8(); block != IMAGE; block = in.u8()) {
      if (block != EXTENSION) {
        throw UndecodableImageException.corrupt("the GIF holds no picture");
      }
      int start = in.position() - 1;
      int label = in.u8();
      skipSubBlocks();
      if (label == GRAPHIC_CONTROL) {
        graphicControl = in.since(start);
      }
    }
  }

  private void copyPicture() throws UndecodableImageException {
    int start = in.position();
    in.skip(colourBytes(in.u8()));
    int codeSize = in.u8();
    if (codeSize < 1 || codeSize > 8) {
      throw UndecodableImageException.corrupt("the GIF's code size is " + codeSize);
    }
    skipSubBlocks();
    essence.writeBytes(in.since(start));
  }

  private void skipSubBlocks() throws UndecodableImageException {
    for (int size = in.u8(); size != 0; size = in.u8()) {
      in.skip(size);
    }
  }

  private static void requireInside(Frame frame, ImageHeader header)
      throws UndecodableImageException {
    if (frame.width() < 1
        || frame.height() < 1
        || frame.left() + frame.width() > header.storedWidth()
        || frame.top() + frame.height() > header.storedHeight()) {
      throw UndecodableImageException.corrupt("the GIF's first picture lies outside the image");
    }
  }

  private void writeSize(Frame frame) {
    essence.write(frame.width());
    essence.write(frame.width() >> 8);
    essence.write(frame.height());
    essence.write(frame.height() >> 8);
  }

  /** The bytes of the colour table that a packed field announces. */
  private static int colourBytes(int packed) {
    return (packed & 0x80) == 0 ? 0 : 3 << (packed & 7) + 1;
  }
}
