package io.engram.benchmarks.images;

import java.nio.ByteBuffer;

/** Copies of a JPEG with equal pixels and distinct bytes, so that no cache knows them again. */
final class DistinctJpeg {
  private static final int START_OF_IMAGE_BYTES = 2;
  private static final short COMMENT = (short) 0xfffe;
  private static final short LENGTH = Short.BYTES + Long.BYTES;

  private DistinctJpeg() {}

  static boolean isJpeg(byte[] bytes) {
    return bytes.length > START_OF_IMAGE_BYTES
        && bytes[0] == (byte) 0xff
        && bytes[1] == (byte) 0xd8;
  }

  /** With a comment segment that holds {@code number}, behind the start marker. */
  static byte[] numbered(byte[] jpeg, long number) {
    return ByteBuffer.allocate(jpeg.length + Short.BYTES + LENGTH)
        .put(jpeg, 0, START_OF_IMAGE_BYTES)
        .putShort(COMMENT)
        .putShort(LENGTH)
        .putLong(number)
        .put(jpeg, START_OF_IMAGE_BYTES, jpeg.length - START_OF_IMAGE_BYTES)
        .array();
  }
}
