package io.engram.model.store;

import java.io.IOException;

/** The model store cannot do what was asked of it. The message is one line. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Kind {
    /** The store cannot be reached, read or written: it may be well at another time. */
    ACCESS,
    /** The store is well, but does not have what was asked for. */
    MISSING,
    /** What the store has is not whole, or not what it should be. */
    DAMAGED
  }

  private final Kind kind;

  private StoreException(Kind kind, Object place, String reason, String remedy, Throwable cause) {
    super("Model store %s: %s; %s".formatted(place, reason, remedy), cause);
    this.kind = kind;
  }

  /**
   * @param place a folder or an address
   */
  StoreException(Object place, String reason, String remedy, Throwable cause) {
    this(Kind.ACCESS, place, reason, remedy, cause);
  }

  static StoreException noBundle(Object place, String sha256) {
    return new StoreException(
        Kind.MISSING,
        place,
        "has no bundle " + sha256,
        "publish it there, or see 'engram models list' for what it has",
        null);
  }

  static StoreException damaged(Object place, String reason) {
    return new StoreException(
        Kind.DAMAGED, place, reason, "delete the bundle and publish it again", null);
  }

  public Kind kind() {
    return kind;
  }
}
