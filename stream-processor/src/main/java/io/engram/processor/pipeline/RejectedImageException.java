package io.engram.processor.pipeline;

import io.engram.model.engine.EngineException;
import io.engram.schemas.FailureReason;

/** An image event cannot be scored, for a reason of its own. */
final class RejectedImageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureReason reason;
  private final String remedy;

  RejectedImageException(FailureReason reason, String detail, String remedy) {
    this(reason, detail, remedy, null);
  }

  RejectedImageException(FailureReason reason, String detail, String remedy, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** A defect of ours that one image brings out must not stop the others. */
  static RejectedImageException unexpected(RuntimeException e) {
    return new RejectedImageException(
        FailureReason.UNKNOWN,
        "unexpected: " + e,
        "please report this with the processor's log",
        e);
  }

  static RejectedImageException byEngine(EngineException e) {
    return new RejectedImageException(
        FailureReason.ENGINE_ERROR,
        "the engine cannot score it: " + e.getMessage(),
        "submit the image again; if it fails again, report it with the processor's log",
        e);
  }

  /** The same with the name of the image. */
  RejectedImageException naming(String imageId) {
    return new RejectedImageException(
        reason, "image '%s': %s".formatted(imageId, getMessage()), remedy, this);
  }

  FailureReason reason() {
    return reason;
  }

  String remedy() {
    return remedy;
  }
}
