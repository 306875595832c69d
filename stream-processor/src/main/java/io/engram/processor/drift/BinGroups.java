package io.engram.processor.drift;

import io.engram.model.bundle.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bins of a reference, joined into groups that hold enough of it to be compared: from the left,
 * until a group holds a tenth. A bin that holds a tenth by itself stands alone, so that what lies
 * beside a narrow reference, such as images that all have one size, is told apart from it.
 */
final class BinGroups {
  private static final int PARTS = 10;

  private final double[] inner;
  private final long[] counts;

  private BinGroups(List<Double> inner, List<Long> counts) {
    this.inner = inner.stream().mapToDouble(Double::doubleValue).toArray();
    this.counts = counts.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * @param reference of at least one value
   */
  static BinGroups of(Histogram reference) {
    long total = reference.total();
    List<Double> ends = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long held = 0;
    boolean begun = false;
    for (int bin = 0; bin < reference.counts().size(); bin++) {
      long count = reference.counts().get(bin);
      if (begun && holdsAPart(count, total)) {
        ends.add(reference.edges().get(bin));
        counts.add(held);
        held = 0;
      }
      held += count;
      begun = !holdsAPart(held, total);
      if (!begun || bin == reference.counts().size() - 1) {
        ends.add(reference.edges().get(bin + 1));
        counts.add(held);
        held = 0;
      }
    }
    // What lies beyond the bins counts in the nearest: the last group has no end.
    return new BinGroups(ends.subList(0, ends.size() - 1), counts);
  }

  private static boolean holdsAPart(long count, long total) {
    return count * PARTS >= total;
  }

  /** The group of a value. */
  int of(double value) {
    int found = Arrays.binarySearch(inner, value);
    // A bin begins with its lower edge.
    return found >= 0 ? found + 1 : -(found + 1);
  }

  /** Values of the reference by group. */
  long[] counts() {
    return counts.clone();
  }
}
