package io.engram.model.bundle;

import static io.engram.model.bundle.Checks.check;
import static io.engram.model.bundle.Checks.checkFinite;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How often values occur.
 *
 * @param edges of the bins, finite and increasing
 * @param counts values per bin, one less than edges
 */
@JsonPropertyOrder({"edges", "counts"})
public record Histogram(List<Double> edges, List<Long> counts) {
  public Histogram {
    edges = Checks.copy("histogram edges", edges);
    counts = Checks.copy("histogram counts", counts);
    check(
        edges.size() == counts.size() + 1,
        "a histogram must have one edge more than counts, has %s and %s",
        edges.size(),
        counts.size());
    for (int i = 0; i < edges.size(); i++) {
      checkFinite("histogram edges", edges.get(i));
      check(i == 0 || edges.get(i - 1) < edges.get(i), "histogram edges must be increasing");
    }
    check(counts.stream().allMatch(count -> count >= 0), "histogram counts must not be negative");
  }

  /**
   * The histogram of values over bins of equal width. What lies beyond the bins counts in the
   * nearest.
   */
  public static Histogram of(DoubleStream values, double from, double to, int bins) {
    var edges = new ArrayList<Double>();
    for (int i = 0; i <= bins; i++) {
      edges.add(from + i * (to - from) / bins);
    }
    long[] counts = new long[bins];
    values.forEach(
        value -> {
          int bin = (int) Math.floor((value - from) / (to - from) * bins);
          counts[Math.max(0, Math.min(bins - 1, bin))]++;
        });
    return new Histogram(edges, Arrays.stream(counts).boxed().toList());
  }

  /** Values in all bins. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
