package io.engram.processor.pipeline;

import io.engram.model.bundle.Sha256;

/**
 * The bytes of an image file and their name.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
record EncodedImage(byte[] bytes, String sha256) {
  EncodedImage(byte[] bytes) {
    this(bytes, Sha256.of(bytes));
  }
}
