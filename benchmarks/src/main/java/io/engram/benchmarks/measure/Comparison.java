package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Quantiles;
import io.engram.benchmarks.report.Result;
import io.engram.benchmarks.report.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Contenders beside one another on one stage: first everybody drains the same backlog in each of
 * the {@link Rounds}; then each is sent images at shares of its own throughput, in as many rounds.
 */
public final class Comparison {
  private final Conditions all;
  private final Rounds rounds;
  private final Map<Contender, List<Drain>> drains = new EnumMap<>(Contender.class);
  private final Map<Contender, String> failures = new EnumMap<>(Contender.class);
  private final List<Double> singleImages = new ArrayList<>();

  public Comparison(Conditions all) {
    this.all = all;
    this.rounds = new Rounds(all);
  }

  /**
   * Sends the backlog to the stage, which has none, and measures.
   *
   * @param baseline whose throughput the others' is a share of, if it is among them
   */
  public Section run(String title, List<Contender> contenders, Contender baseline)
      throws Exception {
    Backlog backlog =
        Backlog.send(all.stage(), all.samples(), all.extent().warmUp(), all.extent().images());
    Optional<Contender> first = contenders.stream().filter(Contender::streams).findFirst();
    if (first.isPresent()) {
      rehearse(backlog, first.get());
    }
    failures.putAll(
        rounds.run(
            contenders,
            "throughput",
            (contender, group, what) -> drain(backlog, contender, group, what)));
    Map<Contender, Result> results = new LinkedHashMap<>();
    contenders.forEach(contender -> results.put(contender, result(contender, baseline)));
    return new Section(
        title, List.copyOf(new Latencies(all, rounds).addTo(results, singleImage()).values()));
  }

  /**
   * Not measured: the broker compiles its own code during the first drain, whoever's it is. One who
   * fails in it is said to, and has its rounds to fail in.
   */
  private void rehearse(Backlog backlog, Contender contender) throws Exception {
    all.attempts()
        .take(
            all.name() + ", rehearsal",
            () -> {
              Drain drain = backlog.drain(contender, all.cast(), 1, all.name() + "-rehearsal");
              all.console()
                  .say(
                      "%s, rehearsal: %.1f images/s, which do not count"
                          .formatted(all.name(), drain.imagesPerSecond()));
            });
  }

  private void drain(Backlog backlog, Contender contender, String group, String what)
      throws Exception {
    Drain drain;
    if (contender.streams()) {
      drain = backlog.drain(contender, all.cast(), 1, group);
    } else {
      BareRun run = BareRun.of(contender, all.cast(), all.extent().warmUp(), all.extent().images());
      run.singleImageMillis().ifPresent(singleImages::add);
      drain = run.drain();
    }
    drains.computeIfAbsent(contender, unseen -> new ArrayList<>()).add(drain);
    all.console().say("%s %.1f images/s".formatted(what, drain.imagesPerSecond()));
  }

  private Result result(Contender contender, Contender baseline) {
    List<Drain> drained = drains.getOrDefault(contender, List.of());
    if (failures.containsKey(contender)) {
      return Result.failed(
          contender.id(), contender.description(), drained, failures.get(contender));
    }
    Result result = Result.of(contender.id(), contender.description(), drained);
    if (contender == Contender.BARE) {
      result = result.withSingleImage(Quantiles.median(singleImages));
    }
    return contender == baseline || failures.containsKey(baseline) || !drains.containsKey(baseline)
        ? result
        : result.against(Result.of("", "", drains.get(baseline)));
  }

  private OptionalDouble singleImage() {
    return singleImages.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Quantiles.median(singleImages));
  }
}
