package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.Pace;
import io.engram.benchmarks.report.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Latencies of contenders at shares of their own throughput. */
final class Latencies {
  /** At which {@link Result#p99OfLeast} is measured. */
  private static final double HALF = 0.5;

  /** Ascending, for one process measures one after the other. */
  private static final List<Double> LOADS = List.of(0.1, HALF, 0.9);

  /** Part of the paced time that comes first and is not measured. */
  private static final int WARM_UP_PART = 4;

  private final Conditions all;
  private final Rounds rounds;
  private final Map<Contender, Map<Double, List<Latency>>> measured =
      new EnumMap<>(Contender.class);

  Latencies(Conditions all, Rounds rounds) {
    this.all = all;
    this.rounds = rounds;
  }

  /**
   * The results, in their order, with latencies where there are streams to measure them of.
   *
   * @param singleImage milliseconds of one image in the bare loop, if that was measured
   */
  Map<Contender, Result> addTo(Map<Contender, Result> results, OptionalDouble singleImage)
      throws Exception {
    if (all.extent().paced().isZero()) {
      return results;
    }
    List<Contender> able =
        results.keySet().stream()
            .filter(contender -> contender.streams() && results.get(contender).failure() == null)
            .toList();
    Map<Contender, String> failures =
        rounds.run(
            able,
            "latency",
            (contender, group, what) ->
                measure(contender, results.get(contender).imagesPerSecond(), group, what));
    Map<Contender, Result> complete = new LinkedHashMap<>(results);
    for (Contender contender : able) {
      Result result = complete(results.get(contender), contender, singleImage);
      complete.put(
          contender,
          failures.containsKey(contender) ? result.withFailure(failures.get(contender)) : result);
    }
    return complete;
  }

  private void measure(Contender contender, double capacity, String group, String what)
      throws Exception {
    Duration paced = all.extent().paced();
    Duration warmUp = paced.dividedBy(WARM_UP_PART);
    try (PacedRun run = PacedRun.start(all.stage(), all.samples(), contender, all.cast(), group)) {
      run.warmUp(all.extent().warmUp());
      for (double load : LOADS) {
        Pace pace = new Pace(load * capacity, warmUp, paced.minus(warmUp));
        Latency latency = run.measure(pace, load);
        measured
            .computeIfAbsent(contender, unseen -> new TreeMap<>())
            .computeIfAbsent(load, unseen -> new ArrayList<>())
            .add(latency);
        all.console()
            .say(
                "%s at %.0f%% of its throughput: p50 %.0f ms, p99 %.0f ms%s"
                    .formatted(
                        what,
                        100 * load,
                        latency.p50Millis(),
                        latency.p99Millis(),
                        latency.grows() ? "; the queue grew all the while" : ""));
      }
    }
  }

  /** With its p99 at half of its throughput over what nobody who batches can do without. */
  private Result complete(Result result, Contender contender, OptionalDouble singleImage) {
    List<Latency> medians =
        measured.getOrDefault(contender, Map.of()).values().stream().map(Latency::median).toList();
    Result complete = result.withLatencies(medians);
    Optional<Latency> atHalf =
        medians.stream().filter(latency -> latency.load() == HALF).findFirst();
    if (singleImage.isEmpty() || atHalf.isEmpty()) {
      return complete;
    }
    double least = singleImage.getAsDouble() + all.cast().batchDelay().toNanos() / 1e6;
    return complete.withP99OfLeast(atHalf.get().p99Millis() / least);
  }
}
