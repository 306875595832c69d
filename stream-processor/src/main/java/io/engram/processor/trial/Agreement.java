package io.engram.processor.trial;

import io.engram.imaging.Heatmap;
import java.util.OptionalDouble;

/** How alike two models' heatmaps of one image are. */
public final class Agreement {
  private Agreement() {}

  /**
   * Pearson correlation of two maps, both channels summed, as the trainer's correlation of sums is.
   * A map of another size is resized to that of the first.
   *
   * @return in [-1, 1]; 0 where one of them is the same everywhere, for then it shows nothing of
   *     the other; empty where both are
   */
  public static OptionalDouble of(Heatmap one, Heatmap other) {
    Heatmap fitting =
        other.width() == one.width() && other.height() == one.height()
            ? other
            : other.resize(one.width(), one.height());
    long cells = (long) one.width() * one.height();
    long sumX = 0;
    long sumY = 0;
    long sumXx = 0;
    long sumYy = 0;
    long sumXy = 0;
    for (int i = 0; i < cells; i++) {
      int x = sum(one, i);
      int y = sum(fitting, i);
      sumX += x;
      sumY += y;
      sumXx += (long) x * x;
      sumYy += (long) y * y;
      sumXy += (long) x * y;
    }
    // In whole numbers, so that a map without contrast is known for sure: up to 2^20 cells of 510.
    long varianceX = cells * sumXx - sumX * sumX;
    long varianceY = cells * sumYy - sumY * sumY;
    if (varianceX == 0 && varianceY == 0) {
      return OptionalDouble.empty();
    }
    if (varianceX == 0 || varianceY == 0) {
      return OptionalDouble.of(0);
    }
    double correlation =
        (cells * sumXy - sumX * sumY) / (Math.sqrt(varianceX) * Math.sqrt(varianceY));
    return OptionalDouble.of(Math.max(-1, Math.min(1, correlation)));
  }

  private static int sum(Heatmap map, int cell) {
    return (map.trueSchema()[cell] & 0xff) + (map.falseSchema()[cell] & 0xff);
  }
}
