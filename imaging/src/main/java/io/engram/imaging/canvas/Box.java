package io.engram.imaging.canvas;

/**
 * A rectangle in pixels; may reach beyond the canvas, which clips it.
 *
 * @param left column of its left edge
 * @param top row of its top edge
 * @param width at least 1
 * @param height at least 1
 */
public record Box(int left, int top, int width, int height) {
  public Box {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a box is at least 1 x 1, was " + width + " x " + height);
    }
  }

  public int right() {
    return left + width;
  }

  public int bottom() {
    return top + height;
  }
}
