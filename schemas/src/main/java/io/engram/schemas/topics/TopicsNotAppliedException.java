package io.engram.schemas.topics;

/** A topic or schema could not be applied. What went before it stays; applying again goes on. */
public final class TopicsNotAppliedException extends Exception {
  private static final long serialVersionUID = 1L;

  TopicsNotAppliedException(String what, String reason, String remedy, Throwable cause) {
    super("%s: %s. %s".formatted(what, reason, remedy), cause);
  }
}
