package io.engram.model.engine;

/** A graph's inputs or outputs are not what its manifest promises. */
final class UnexpectedGraphException extends Exception {
  private static final long serialVersionUID = 1L;

  UnexpectedGraphException(String message) {
    super(message);
  }
}
