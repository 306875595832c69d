package io.engram.trainer.evaluate.metric;

/**
 * Which pixels of people's map count as marked, for the metrics that were made for points of
 * fixation. A memory schema map has no points: it is the stack of the rectangles that people drew,
 * each of one step. Marked are the pixels <strong>at or above half of the map's maximum</strong>:
 * what at least half as many people marked as the place that most agree on. That depends neither on
 * how many observers a map has nor on its resolution, and compression noise stays below it. (A
 * fixed share of pixels, such as the top fifth, would cut through a level that is one rectangle.)
 */
public final class MarkedPixels {

  private static final float PART_OF_MAXIMUM = 0.5f;

  private MarkedPixels() {}

  /**
   * Returns a mask of the marked pixels of {@code map}, which has values of at least 0; none is
   * marked where all are 0.
   */
  public static boolean[] of(float[] map) {
    float maximum = 0;
    for (float value : map) {
      maximum = Math.max(maximum, value);
    }
    var marked = new boolean[map.length];
    for (int i = 0; i < map.length; i++) {
      marked[i] = maximum > 0 && map[i] >= PART_OF_MAXIMUM * maximum;
    }
    return marked;
  }

  static int count(boolean[] marked) {
    int count = 0;
    for (boolean pixel : marked) {
      count += pixel ? 1 : 0;
    }
    return count;
  }

  static void requireSameSize(float[] map, boolean[] marked) {
    if (map.length != marked.length) {
      throw new IllegalArgumentException(
          "map and marks must have the same pixels: %d and %d"
              .formatted(map.length, marked.length));
    }
  }
}
