package io.engram.benchmarks.figures;

/**
 * How long images took from when they were due to be sent until a reader saw their outcomes
 * committed.
 *
 * @param load share of the contender's own capacity, in (0, 1)
 * @param imagesPerSecond that were sent
 * @param images measured
 */
public record Latency(
    double load, double imagesPerSecond, int images, double p50Millis, double p99Millis) {

  /** Of latencies in nanoseconds. */
  public static Latency of(double load, double imagesPerSecond, double[] nanos) {
    return new Latency(
        load,
        imagesPerSecond,
        nanos.length,
        Quantiles.quantile(nanos, 0.5) / 1e6,
        Quantiles.quantile(nanos, 0.99) / 1e6);
  }
}
