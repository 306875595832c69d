package io.engram.imaging.regions;

/** One schema of a heatmap with the figures that every region of it needs. */
final class Plane {
  private static final double FULL = 255;

  private final int width;
  private final int height;
  private final byte[] cells;
  private final long sum;
  private final int peak;

  Plane(int width, int height, byte[] cells) {
    this.width = width;
    this.height = height;
    this.cells = cells;
    long total = 0;
    int largest = 0;
    for (byte cell : cells) {
      total += cell & 0xff;
      largest = Math.max(largest, cell & 0xff);
    }
    this.sum = total;
    this.peak = largest;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int size() {
    return cells.length;
  }

  /** In 0..255. */
  int value(int cell) {
    return cells[cell] & 0xff;
  }

  /** Sum of all values, in 255ths. */
  long sum() {
    return sum;
  }

  /** In 255ths. */
  int peak() {
    return peak;
  }

  /** In 255ths. */
  double mean() {
    return (double) sum / cells.length;
  }

  /** Turns a value in 255ths into one in [0, 1]; rounding never leaves it. */
  static double unit(double value) {
    return Math.min(1, value / FULL);
  }

  /** The part of the whole plane that a partial sum, in 255ths, makes up; 0 of a blank one. */
  double share(double partialSum) {
    return sum == 0 ? 0 : Math.min(1, partialSum / sum);
  }
}
