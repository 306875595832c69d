package io.engram.model.store;

import java.io.IOException;

/** The model store cannot do what was asked of it. The message is one line. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  private StoreException(
      Object place, String reason, String remedy, boolean missing, Throwable cause) {
    super("Model store %s: %s; %s".formatted(place, reason, remedy), cause);
    this.missing = missing;
  }

  /**
   * @param place a folder or an address
   */
  StoreException(Object place, String reason, String remedy, Throwable cause) {
    this(place, reason, remedy, false, cause);
  }

  static StoreException noBundle(Object place, String sha256) {
    return new StoreException(
        place,
        "has no bundle " + sha256,
        "publish it there, or see 'engram models list' for what it has",
        true,
        null);
  }

  /** Whether the store is well but does not have what was asked for. */
  public boolean isMissing() {
    return missing;
  }
}
