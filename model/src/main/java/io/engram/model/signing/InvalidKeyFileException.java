package io.engram.model.signing;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not the key that it should be. */
public final class InvalidKeyFileException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidKeyFileException(Path file, String reason, Throwable cause) {
    super(
        "Key %s: %s; make a pair of keys with 'engram models keys'".formatted(file, reason), cause);
  }
}
