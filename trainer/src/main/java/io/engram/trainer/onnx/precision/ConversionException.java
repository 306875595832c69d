package io.engram.trainer.onnx.precision;

import java.io.Serial;

/** A network cannot be written in the precision that was asked for. */
public final class ConversionException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ConversionException(String message) {
    super(message);
  }

  ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
