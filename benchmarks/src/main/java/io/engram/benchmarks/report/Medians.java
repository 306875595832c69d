package io.engram.benchmarks.report;

import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Quantiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the rounds of a contender come to.
 *
 * @param peakMegabytes 10^6 bytes of resident memory; 0 where the system does not tell
 * @param takenByOthers share of all cores that processes outside of the benchmark used; above a few
 *     percent, throughputs and latencies say more about them
 * @param batchSize images that were scored together; 0 where none were scored
 */
public record Medians(
    double imagesPerSecond,
    double cpuSecondsPerThousand,
    double peakMegabytes,
    double takenByOthers,
    double batchSize,
    double kafkaBytesPerImage) {

  static Medians of(List<Drain> rounds) {
    return new Medians(
        median(rounds, Drain::imagesPerSecond),
        median(rounds, Drain::cpuSecondsPerThousand),
        median(rounds, drain -> drain.peakBytes() / 1e6),
        median(rounds, Drain::takenByOthers),
        median(rounds, Drain::batchSize),
        median(rounds, Drain::kafkaBytes));
  }

  private static double median(List<Drain> rounds, ToDoubleFunction<Drain> figure) {
    return Quantiles.median(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
