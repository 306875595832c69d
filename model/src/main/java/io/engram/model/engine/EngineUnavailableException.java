package io.engram.model.engine;

/**
 * No engine can be had for a model as configured. The message is one line: model and device, why
 * not and what to do.
 */
public final class EngineUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String remedy;

  EngineUnavailableException(String what, String reason, String remedy, Throwable cause) {
    super(oneLine(what + ": " + reason + "; " + remedy), cause);
    this.reason = oneLine(reason);
    this.remedy = oneLine(remedy);
  }

  /** Why there is none. */
  public String reason() {
    return reason;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** ONNX Runtime's own messages may have several lines. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
