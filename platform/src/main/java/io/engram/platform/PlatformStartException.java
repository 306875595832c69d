package io.engram.platform;

/** The embedded broker or registry could not start. Nothing of it is left running. */
public final class PlatformStartException extends Exception {
  private static final long serialVersionUID = 1L;

  PlatformStartException(String what, String reason, String remedy, Throwable cause) {
    super("%s cannot start: %s. %s.".formatted(what, reason, remedy), cause);
  }

  PlatformStartException(String what, String reason, String remedy) {
    this(what, reason, remedy, null);
  }
}
