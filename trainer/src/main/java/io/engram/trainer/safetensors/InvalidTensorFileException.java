package io.engram.trainer.safetensors;

import java.io.IOException;
import java.nio.file.Path;

/** A file is of another format, or cut off. The message names it and says what was found. */
public final class InvalidTensorFileException extends IOException {

  private static final long serialVersionUID = 1L;

  InvalidTensorFileException(Path file, String reason) {
    super(
        "%s is no safetensors file, or not all of one: %s; fetch it again".formatted(file, reason));
  }
}
