package io.engram.trainer.retrain;

/** A version of a data set cannot be trained on. The message says why and what to do. */
final class DataRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  DataRefusedException(String message) {
    super(message);
  }

  DataRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
