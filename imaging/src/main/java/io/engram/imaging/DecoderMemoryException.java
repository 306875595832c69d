package io.engram.imaging;

/**
 * There was not enough memory to decode an image. That is no fault of the image: another attempt,
 * when others are done, may succeed.
 */
public final class DecoderMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DecoderMemoryException(Throwable cause) {
    super(
        "There was not enough memory to decode an image; give the process more, decode fewer at a"
            + " time, or lower the pixel limit",
        cause);
  }

  /** By OpenCV's error code StsNoMem; what it throws is a plain {@link RuntimeException}. */
  static boolean isReportedBy(RuntimeException e) {
    return String.valueOf(e.getMessage()).contains("(-4:");
  }
}
