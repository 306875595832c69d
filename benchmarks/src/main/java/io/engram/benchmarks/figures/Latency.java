package io.engram.benchmarks.figures;

import java.util.Arrays;
import java.util.List;

/**
 * How long images took from when they were due to be sent until a reader saw their outcomes
 * committed.
 *
 * @param load share of the contender's own capacity, in (0, 1)
 * @param imagesPerSecond that were sent
 * @param images measured, of all rounds
 * @param grows whether the queue grew all the while: the load was more than the contender could
 *     bear at that time, and its latencies say how long was measured
 */
public record Latency(
    double load,
    double imagesPerSecond,
    int images,
    double p50Millis,
    double p99Millis,
    boolean grows) {
  private static final int PARTS = 4;
  private static final double GROWN = 2;

  /** Of latencies in nanoseconds, in the order in which the images were due. */
  public static Latency of(double load, double imagesPerSecond, double[] nanos) {
    return new Latency(
        load,
        imagesPerSecond,
        nanos.length,
        Quantiles.quantile(nanos, 0.5) / 1e6,
        Quantiles.quantile(nanos, 0.99) / 1e6,
        grows(nanos));
  }

  /** Of several rounds under one load: the medians, and whether the queue grew in most of them. */
  public static Latency median(List<Latency> rounds) {
    Latency first = rounds.get(0);
    return new Latency(
        first.load,
        first.imagesPerSecond,
        rounds.stream().mapToInt(Latency::images).sum(),
        Quantiles.median(rounds.stream().map(Latency::p50Millis).toList()),
        Quantiles.median(rounds.stream().map(Latency::p99Millis).toList()),
        2 * rounds.stream().filter(Latency::grows).count() > rounds.size());
  }

  /** From quarter to quarter, and to more than twice what it was. */
  private static boolean grows(double[] nanos) {
    int size = nanos.length / PARTS;
    if (size == 0) {
      return false;
    }
    double first = Quantiles.quantile(Arrays.copyOf(nanos, size), 0.5);
    double before = 0;
    for (int part = 0; part < PARTS; part++) {
      double median =
          Quantiles.quantile(Arrays.copyOfRange(nanos, part * size, (part + 1) * size), 0.5);
      if (median <= before) {
        return false;
      }
      before = median;
    }
    return before > GROWN * first;
  }
}
