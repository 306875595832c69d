package io.engram.processor.pipeline;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of an image file and their name.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
record EncodedImage(byte[] bytes, String sha256) {
  EncodedImage(byte[] bytes) {
    this(bytes, sha256(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
