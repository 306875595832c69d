package io.engram.processor.release;

import io.engram.schemas.SwapOutcome;

/** A released model cannot serve. The message names the bundle, what is wrong and what to do. */
public final class SwapFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SwapOutcome outcome;

  SwapFailedException(SwapOutcome outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  /** What kind of failure it is. */
  public SwapOutcome outcome() {
    return outcome;
  }

  /** Whether it may go well at another time: a store that is out is back some day. */
  boolean isPassing() {
    return outcome == SwapOutcome.FETCH_FAILED;
  }
}
