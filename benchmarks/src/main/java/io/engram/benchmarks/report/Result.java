package io.engram.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.Quantiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A contender's figures: medians of its rounds.
 *
 * @param ofBare its throughput as a share of the loop that it is held against; null for that loop
 *     itself, or where that was not run
 * @param peakMegabytes 10^6 bytes of resident memory; 0 where the system does not tell
 * @param takenByOthers share of all cores that processes outside of the benchmark used; above a few
 *     percent, throughputs and latencies say more about them
 * @param singleImageMillis of the bare loop; null for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
    String name,
    String description,
    double imagesPerSecond,
    Double ofBare,
    double cpuSecondsPerThousand,
    double peakMegabytes,
    double takenByOthers,
    double kafkaBytesPerImage,
    Double singleImageMillis,
    List<Latency> latencies,
    List<Drain> rounds) {
  public Result {
    latencies = List.copyOf(latencies);
    rounds = List.copyOf(rounds);
  }

  /** The medians of rounds; latencies and shares are added later. */
  public static Result of(String name, String description, List<Drain> rounds) {
    return new Result(
        name,
        description,
        median(rounds, Drain::imagesPerSecond),
        null,
        median(rounds, Drain::cpuSecondsPerThousand),
        median(rounds, drain -> drain.peakBytes() / 1e6),
        median(rounds, Drain::takenByOthers),
        median(rounds, Drain::kafkaBytes),
        null,
        List.of(),
        rounds);
  }

  /** With its share of another throughput. */
  public Result against(double imagesPerSecondOfBare) {
    return new Result(
        name,
        description,
        imagesPerSecond,
        imagesPerSecond / imagesPerSecondOfBare,
        cpuSecondsPerThousand,
        peakMegabytes,
        takenByOthers,
        kafkaBytesPerImage,
        singleImageMillis,
        latencies,
        rounds);
  }

  public Result withSingleImage(double millis) {
    return new Result(
        name,
        description,
        imagesPerSecond,
        ofBare,
        cpuSecondsPerThousand,
        peakMegabytes,
        takenByOthers,
        kafkaBytesPerImage,
        millis,
        latencies,
        rounds);
  }

  public Result withLatencies(List<Latency> measured) {
    return new Result(
        name,
        description,
        imagesPerSecond,
        ofBare,
        cpuSecondsPerThousand,
        peakMegabytes,
        takenByOthers,
        kafkaBytesPerImage,
        singleImageMillis,
        measured,
        rounds);
  }

  private static double median(List<Drain> rounds, ToDoubleFunction<Drain> figure) {
    return Quantiles.median(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
