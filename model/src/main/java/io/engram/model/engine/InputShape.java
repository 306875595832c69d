package io.engram.model.engine;

/**
 * Size of the pictures that an engine takes: RGB, interleaved, one byte per channel.
 *
 * @param width pixels
 * @param height pixels
 */
public record InputShape(int width, int height) {
  public InputShape {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("Input must not be empty, was " + width + "x" + height);
    }
  }

  /** Bytes of that many pictures. */
  public int bytes(int count) {
    return Math.multiplyExact(count, Math.multiplyExact(3 * width, height));
  }
}
