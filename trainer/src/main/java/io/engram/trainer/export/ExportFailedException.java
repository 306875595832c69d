package io.engram.trainer.export;

import java.io.Serial;

/** A trained network could not be turned into a bundle that serves as it should. */
public final class ExportFailedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ExportFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
