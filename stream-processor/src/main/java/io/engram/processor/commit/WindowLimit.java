package io.engram.processor.commit;

/**
 * How much of a partition may be in flight before the partition is paused.
 *
 * @param images in flight at most
 * @param bytes of their events at most: large photographs fill memory long before a count does
 */
public record WindowLimit(int images, long bytes) {
  public WindowLimit {
    if (images < 1) {
      throw new IllegalArgumentException("window.per-partition must be >= 1, was " + images);
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("window.max-bytes must be >= 1, was " + bytes);
    }
  }
}
