package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.Pace;
import io.engram.benchmarks.figures.Quantiles;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.report.Result;
import io.engram.benchmarks.report.Section;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Contenders beside one another on one stage: first everybody drains the same backlog, round after
 * round in another order, so that what else the machine does meets all; then each is sent images at
 * shares of its own throughput.
 */
public final class Comparison {
  private static final List<Double> LOADS = List.of(0.5, 0.9);

  /** Part of the paced time that comes first and is not measured. */
  private static final int PACED_WARM_UP_PART = 4;

  /**
   * How much is measured.
   *
   * @param warmUp images that a contender scores before it is measured
   * @param images of each drain that are measured
   * @param paced how long latencies are measured at each load; zero for not at all
   */
  public record Extent(int rounds, int warmUp, int images, Duration paced) {
    public Extent {
      if (rounds < 1 || warmUp < 1 || images < 1 || paced.isNegative()) {
        throw new IllegalArgumentException(
            "Rounds, images of warm-up and images must be at least 1, seconds at least 0");
      }
    }
  }

  private final Stage stage;
  private final Cast cast;
  private final SampleImages samples;
  private final Extent extent;
  private final Console console;
  private final String name;
  private final Map<Contender, List<Drain>> drains = new EnumMap<>(Contender.class);
  private final List<Double> singleImages = new ArrayList<>();

  /**
   * @param name of this comparison's groups; no other comparison on the stage has it
   */
  public Comparison(
      Stage stage, Cast cast, SampleImages samples, Extent extent, Console console, String name) {
    this.stage = stage;
    this.cast = cast;
    this.samples = samples;
    this.extent = extent;
    this.console = console;
    this.name = name;
  }

  /**
   * Measures.
   *
   * @param backlog in the stage's topic, of this extent
   * @param baseline whose throughput the others' is a share of, if it is among them
   */
  public Section run(String title, Backlog backlog, List<Contender> contenders, Contender baseline)
      throws Exception {
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 1; round <= extent.rounds(); round++) {
      for (Contender contender : order) {
        Drain drain = drain(backlog, contender, round);
        drains.computeIfAbsent(contender, unseen -> new ArrayList<>()).add(drain);
        console.say(
            "%s, round %d of %d: %s %.1f images/s"
                .formatted(name, round, extent.rounds(), contender.id(), drain.imagesPerSecond()));
      }
      Collections.rotate(order, 1);
    }
    List<Result> results = new ArrayList<>();
    for (Contender contender : contenders) {
      results.add(withLatencies(contender, result(contender, baseline)));
    }
    return new Section(title, results);
  }

  private Drain drain(Backlog backlog, Contender contender, int round) throws Exception {
    if (contender.streams()) {
      return backlog.drain(contender, cast, 1, group(contender, "round-" + round));
    }
    BareRun run = BareRun.of(contender, cast, extent.warmUp(), extent.images());
    run.singleImageMillis().ifPresent(singleImages::add);
    return run.drain();
  }

  private Result result(Contender contender, Contender baseline) {
    Result result = Result.of(contender.id(), contender.description(), drains.get(contender));
    if (contender == Contender.BARE) {
      result = result.withSingleImage(Quantiles.median(singleImages));
    }
    OptionalDouble bare =
        contender == baseline || !drains.containsKey(baseline)
            ? OptionalDouble.empty()
            : OptionalDouble.of(Result.of("", "", drains.get(baseline)).imagesPerSecond());
    return bare.isPresent() ? result.against(bare.getAsDouble()) : result;
  }

  private Result withLatencies(Contender contender, Result result) throws Exception {
    if (!contender.streams() || extent.paced().isZero()) {
      return result;
    }
    PacedRun run = new PacedRun(stage, samples, extent.warmUp());
    Duration paced = extent.paced();
    Duration warmUp = paced.dividedBy(PACED_WARM_UP_PART);
    List<Latency> latencies = new ArrayList<>();
    for (double load : LOADS) {
      Pace pace = new Pace(load * result.imagesPerSecond(), warmUp, paced.minus(warmUp));
      Latency latency =
          run.measure(
              contender, cast, pace, load, group(contender, Math.round(100 * load) + "-percent"));
      latencies.add(latency);
      console.say(
          "%s, %s at %.0f%% of its throughput: p50 %.0f ms, p99 %.0f ms"
              .formatted(
                  name, contender.id(), 100 * load, latency.p50Millis(), latency.p99Millis()));
    }
    return result.withLatencies(latencies);
  }

  private String group(Contender contender, String run) {
    return "%s-%s-%s".formatted(name, contender.id(), run);
  }
}
