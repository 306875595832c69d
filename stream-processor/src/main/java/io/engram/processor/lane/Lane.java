package io.engram.processor.lane;

/** How urgent an image is. */
public enum Lane {
  /** Somebody waits for the result. */
  INTERACTIVE,
  /** Part of a large job. */
  BULK
}
