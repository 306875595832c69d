package io.engram.model.engine;

/** A batch needs more memory than the device has: a smaller one may do. */
public final class EngineMemoryException extends EngineException {
  private static final long serialVersionUID = 1L;

  public EngineMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
