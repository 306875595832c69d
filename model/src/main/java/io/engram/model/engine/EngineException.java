package io.engram.model.engine;

/** A batch could not be scored, or what came out is no heatmap. The message says why. */
public class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
