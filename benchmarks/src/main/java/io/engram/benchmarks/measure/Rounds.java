package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures contenders round after round in another order, so that what else the machine does meets
 * all. Whoever fails is not measured any further, and the others are.
 */
final class Rounds {
  private final Conditions all;

  Rounds(Conditions all) {
    this.all = all;
  }

  /** Measures one contender once. */
  interface Measurement {
    /**
     * @param group of this measurement alone
     * @param what it is, for whoever watches
     */
    void of(Contender contender, String group, String what) throws Exception;
  }

  /**
   * Measures each contender once in each round.
   *
   * @param name what is measured
   * @return why contenders failed, of those that did
   */
  Map<Contender, String> run(List<Contender> contenders, String name, Measurement measurement)
      throws Exception {
    Map<Contender, String> failures = new EnumMap<>(Contender.class);
    List<Contender> order = new ArrayList<>(contenders);
    int rounds = all.extent().rounds();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : List.copyOf(order)) {
        String what =
            "%s, %s, round %d of %d: %s".formatted(all.name(), name, round, rounds, contender.id());
        String group = "%s-%s-%s-round-%d".formatted(all.name(), name, contender.id(), round);
        all.attempts()
            .take(what, () -> measurement.of(contender, group, what))
            .ifPresent(
                reason -> {
                  failures.put(contender, reason);
                  order.remove(contender);
                });
      }
      Collections.rotate(order, 1);
    }
    return failures;
  }
}
