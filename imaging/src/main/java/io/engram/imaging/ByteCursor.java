package io.engram.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads an encoded image from front to back; reading past its end says that it is truncated. */
final class ByteCursor {
  private final byte[] bytes;
  private int position;

  ByteCursor(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  boolean startsWith(int... signature) {
    if (remaining() < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((bytes[position + i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  /** The next byte, which stays next. */
  int peek() throws UndecodableImageException {
    require(1);
    return bytes[position] & 0xff;
  }

  int u8() throws UndecodableImageException {
    require(1);
    return bytes[position++] & 0xff;
  }

  int u16be() throws UndecodableImageException {
    return u8() << 8 | u8();
  }

  int u16le() throws UndecodableImageException {
    return u8() | u8() << 8;
  }

  int u24le() throws UndecodableImageException {
    return u16le() | u8() << 16;
  }

  long u32be() throws UndecodableImageException {
    return (long) u16be() << 16 | u16be();
  }

  long u32le() throws UndecodableImageException {
    return u16le() | (long) u16le() << 16;
  }

  /** The next four bytes as the name of a chunk. */
  String fourCc() throws UndecodableImageException {
    return new String(take(4), StandardCharsets.ISO_8859_1);
  }

  void skip(long count) throws UndecodableImageException {
    require(count);
    position += (int) count;
  }

  /** Makes the byte just read the next one again. */
  void back() {
    position--;
  }

  byte[] take(long count) throws UndecodableImageException {
    skip(count);
    return Arrays.copyOfRange(bytes, position - (int) count, position);
  }

  /** A copy of everything from {@code start} to the current position. */
  byte[] since(int start) {
    return Arrays.copyOfRange(bytes, start, position);
  }

  private void require(long count) throws UndecodableImageException {
    if (count > remaining()) {
      throw UndecodableImageException.corrupt(
          "the image is truncated: it ends after " + bytes.length + " bytes");
    }
  }
}
