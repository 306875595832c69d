package io.engram.imaging;

import java.util.Objects;

/**
 * An image that cannot be decoded, and will not be on another attempt, with what to do about it.
 */
public final class UndecodableImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why an image cannot be decoded. */
  public enum Reason {
    /** There are no bytes. */
    EMPTY_IMAGE,
    /** The bytes are no JPEG, PNG, WebP or GIF, or a rare kind of one. */
    UNSUPPORTED_FORMAT,
    /** The bytes end early or contradict their format. */
    CORRUPT_IMAGE,
    /** More bytes than {@link DecodeLimits#maxBytes}. */
    TOO_MANY_BYTES,
    /** More pixels than {@link DecodeLimits#maxPixels}, or an absurdly long side. */
    TOO_MANY_PIXELS
  }

  private final Reason reason;
  private final String detail;
  private final String remedy;

  /**
   * @param detail what is wrong, as a clause without a full stop
   * @param remedy what its owner can do, in the imperative, without a full stop
   */
  public UndecodableImageException(Reason reason, String detail, String remedy) {
    this(reason, detail, remedy, null);
  }

  /**
   * @param detail what is wrong, as a clause without a full stop
   * @param remedy what its owner can do, in the imperative, without a full stop
   * @param cause what the decoder reported; null if it was not the decoder that refused
   */
  public UndecodableImageException(Reason reason, String detail, String remedy, Throwable cause) {
    super(reason + ": " + detail + "; " + remedy, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.detail = Objects.requireNonNull(detail, "detail");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  public Reason reason() {
    return reason;
  }

  public String detail() {
    return detail;
  }

  public String remedy() {
    return remedy;
  }

  static UndecodableImageException corrupt(String detail) {
    return corrupt(detail, null);
  }

  static UndecodableImageException corrupt(String detail, Throwable cause) {
    return new UndecodableImageException(
        Reason.CORRUPT_IMAGE, detail, "export or transfer the image again", cause);
  }

  static UndecodableImageException unsupported(String detail) {
    return new UndecodableImageException(
        Reason.UNSUPPORTED_FORMAT, detail, "convert it to a usual JPEG, PNG, WebP or GIF");
  }
}
