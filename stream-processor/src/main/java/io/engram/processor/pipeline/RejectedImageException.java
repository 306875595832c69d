package io.engram.processor.pipeline;

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

  FailureReason reason() {
    return reason;
  }

  String remedy() {
    return remedy;
  }
}
