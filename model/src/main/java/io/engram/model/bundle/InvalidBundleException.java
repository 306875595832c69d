package io.engram.model.bundle;

import java.io.IOException;

/**
 * What should be a model bundle is none that can be used. The message is one line: the bundle, what
 * is wrong with it and what to do.
 */
public final class InvalidBundleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String remedy;

  /**
   * @param bundle where it is: a path, or an address of a store
   */
  InvalidBundleException(Object bundle, String reason, String remedy) {
    this(bundle, reason, remedy, null);
  }

  InvalidBundleException(Object bundle, String reason, String remedy, Throwable cause) {
    super("Model bundle " + bundle + ": " + oneLine(reason) + "; " + oneLine(remedy), cause);
    this.reason = oneLine(reason);
    this.remedy = oneLine(remedy);
  }

  /** What is wrong, without the bundle's name. */
  public String reason() {
    return reason;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** A reason may quote the bundle, which may hold anything. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}
