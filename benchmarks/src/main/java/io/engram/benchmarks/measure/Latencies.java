package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.Pace;
import io.engram.benchmarks.report.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Latencies of contenders at shares of their own throughput. */
final class Latencies {
  /** At which {@link Result#p99OfLeast} is measured. */
  private static final double HALF = 0.5;

  private static final List<Double> LOADS = List.of(0.1, HALF, 0.9);

  /** Part of the paced time that comes first and is not measured. */
  private static final int WARM_UP_PART = 4;

  private final Conditions all;
  private final PacedRun run;

  Latencies(Conditions all) {
    this.all = all;
    this.run = new PacedRun(all.stage(), all.samples(), all.extent().warmUp());
  }

  /**
   * The result with latencies, as far as they can be measured.
   *
   * @param singleImage milliseconds of one image in the bare loop, if that was measured
   */
  Result addTo(Result result, Contender contender, OptionalDouble singleImage) throws Exception {
    if (all.extent().paced().isZero()) {
      return result;
    }
    var measured = new ArrayList<Latency>();
    for (double load : LOADS) {
      String what =
          "%s, %s at %.0f%% of its throughput".formatted(all.name(), contender.id(), 100 * load);
      Optional<String> failure =
          all.attempts()
              .take(
                  what,
                  () -> measured.add(measure(contender, result.imagesPerSecond(), load, what)));
      if (failure.isPresent()) {
        return complete(result, measured, singleImage).withFailure(failure.get());
      }
    }
    return complete(result, measured, singleImage);
  }

  private Latency measure(Contender contender, double capacity, double load, String what)
      throws Exception {
    Duration paced = all.extent().paced();
    Duration warmUp = paced.dividedBy(WARM_UP_PART);
    Pace pace = new Pace(load * capacity, warmUp, paced.minus(warmUp));
    String group = "%s-%s-%.0f-percent".formatted(all.name(), contender.id(), 100 * load);
    Latency latency = run.measure(contender, all.cast(), pace, load, group);
    all.console()
        .say(
            "%s: p50 %.0f ms, p99 %.0f ms%s"
                .formatted(
                    what,
                    latency.p50Millis(),
                    latency.p99Millis(),
                    latency.grows() ? "; the queue grew all the while" : ""));
    return latency;
  }

  /** With its p99 at half of its throughput over what nobody who batches can do without. */
  private Result complete(Result result, List<Latency> measured, OptionalDouble singleImage) {
    Result complete = result.withLatencies(measured);
    Optional<Latency> atHalf =
        measured.stream().filter(latency -> latency.load() == HALF).findFirst();
    if (singleImage.isEmpty() || atHalf.isEmpty()) {
      return complete;
    }
    double least = singleImage.getAsDouble() + all.cast().batchDelay().toNanos() / 1e6;
    return complete.withP99OfLeast(atHalf.get().p99Millis() / least);
  }
}
