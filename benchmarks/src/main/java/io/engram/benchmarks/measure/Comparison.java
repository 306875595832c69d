package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Quantiles;
import io.engram.benchmarks.report.Result;
import io.engram.benchmarks.report.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Contenders beside one another on one stage: first everybody drains the same backlog, round after
 * round in another order, so that what else the machine does meets all; then each is sent images at
 * shares of its own throughput. Whoever fails is not measured any further, and the others are.
 */
public final class Comparison {
  private final Conditions all;
  private final Map<Contender, List<Drain>> drains = new EnumMap<>(Contender.class);
  private final Map<Contender, String> failures = new EnumMap<>(Contender.class);
  private final List<Double> singleImages = new ArrayList<>();

  public Comparison(Conditions all) {
    this.all = all;
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
    drainInRounds(backlog, contenders);
    var latencies = new Latencies(all);
    List<Result> results = new ArrayList<>();
    for (Contender contender : contenders) {
      Result result = result(contender, baseline);
      results.add(
          contender.streams() && result.failure() == null
              ? latencies.addTo(result, contender, singleImage())
              : result);
    }
    return new Section(title, results);
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

  private void drainInRounds(Backlog backlog, List<Contender> contenders) throws Exception {
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 1; round <= all.extent().rounds(); round++) {
      for (Contender contender : List.copyOf(order)) {
        String what =
            "%s, round %d of %d: %s"
                .formatted(all.name(), round, all.extent().rounds(), contender.id());
        String group = "%s-%s-round-%d".formatted(all.name(), contender.id(), round);
        all.attempts()
            .take(what, () -> drain(backlog, contender, group, what))
            .ifPresent(
                reason -> {
                  failures.put(contender, reason);
                  order.remove(contender);
                });
      }
      Collections.rotate(order, 1);
    }
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
