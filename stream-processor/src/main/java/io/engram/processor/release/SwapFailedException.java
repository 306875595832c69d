package io.engram.processor.release;

import io.engram.schemas.SwapOutcome;
import java.time.Duration;
import java.util.Optional;

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

  /**
   * When the same may go well: a store that is out is back some day, and a bundle may be mended or
   * signed where it is. Empty if it will not.
   */
  Optional<Duration> tryAgainAfter() {
    return switch (outcome) {
      case FETCH_FAILED -> Optional.of(Duration.ofSeconds(30));
      case BUNDLE_INVALID, BUNDLE_UNTRUSTED -> Optional.of(Duration.ofMinutes(5));
      default -> Optional.empty();
    };
  }
}
