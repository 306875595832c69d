package io.engram.trainer.dataset.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects findings, most serious first whatever their order of discovery. */
final class Findings {

  private final Map<FindingKind, List<String>> where = new EnumMap<>(FindingKind.class);
  private final Map<FindingKind, Integer> counts = new EnumMap<>(FindingKind.class);

  void add(FindingKind kind, String place) {
    where.computeIfAbsent(kind, it -> new ArrayList<>()).add(place);
    counts.merge(kind, 1, Integer::sum);
  }

  void addAll(FindingKind kind, List<String> places) {
    places.forEach(place -> add(kind, place));
  }

  /** Adds something of which only the number matters. */
  void count(FindingKind kind, int count) {
    counts.merge(kind, count, Integer::sum);
  }

  List<Finding> all() {
    return counts.entrySet().stream()
        .map(e -> new Finding(e.getKey(), e.getValue(), where.getOrDefault(e.getKey(), List.of())))
        .toList();
  }
}
