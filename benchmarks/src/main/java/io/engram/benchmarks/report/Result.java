package io.engram.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Latency;
import java.util.List;

/**
 * A contender's figures.
 *
 * @param failure why it is not measured, or why its latencies are not all; null if nothing failed
 * @param medians of its rounds; null if one of them failed
 * @param ofBare its throughput as a share of the loop that it is held against; null for that loop
 *     itself, or where that was not measured
 * @param singleImageMillis of the bare loop; null for others
 * @param p99OfLeast 99th percentile of its latencies at half of its throughput, over the time of
 *     one image in the bare loop and the delay that a batch may have; null where one of them was
 *     not measured
 * @param rounds those that it finished
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
    String name,
    String description,
    String failure,
    @JsonUnwrapped Medians medians,
    Double ofBare,
    Double singleImageMillis,
    Double p99OfLeast,
    List<Latency> latencies,
    List<Drain> rounds) {
  public Result {
    latencies = List.copyOf(latencies);
    rounds = List.copyOf(rounds);
  }

  /** The medians of rounds; latencies and shares are added later. */
  public static Result of(String name, String description, List<Drain> rounds) {
    return new Result(
        name, description, null, Medians.of(rounds), null, null, null, List.of(), rounds);
  }

  /** Of one that failed after some rounds. */
  public static Result failed(String name, String description, List<Drain> rounds, String reason) {
    return new Result(name, description, reason, null, null, null, null, List.of(), rounds);
  }

  /** Of one that did not fail. */
  @JsonIgnore
  public double imagesPerSecond() {
    return medians.imagesPerSecond();
  }

  /** With its share of another's throughput. */
  public Result against(Result bare) {
    return new Result(
        name,
        description,
        failure,
        medians,
        imagesPerSecond() / bare.imagesPerSecond(),
        singleImageMillis,
        p99OfLeast,
        latencies,
        rounds);
  }

  public Result withSingleImage(double millis) {
    return new Result(
        name, description, failure, medians, ofBare, millis, p99OfLeast, latencies, rounds);
  }

  public Result withLatencies(List<Latency> measured) {
    return new Result(
        name,
        description,
        failure,
        medians,
        ofBare,
        singleImageMillis,
        p99OfLeast,
        measured,
        rounds);
  }

  public Result withP99OfLeast(double times) {
    return new Result(
        name, description, failure, medians, ofBare, singleImageMillis, times, latencies, rounds);
  }

  /** Of one that failed after its rounds. */
  public Result withFailure(String reason) {
    return new Result(
        name,
        description,
        reason,
        medians,
        ofBare,
        singleImageMillis,
        p99OfLeast,
        latencies,
        rounds);
  }
}
