package io.engram.trainer.search.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All results of a search in the order in which they came, one for each job. Not thread-safe. */
public final class Results {

  private final Map<TrialJob.Key, TrialResult> byJob = new LinkedHashMap<>();

  /** Holds no result yet. */
  public Results() {}

  /** Holds the given results. */
  public Results(Iterable<TrialResult> results) {
    results.forEach(this::add);
  }

  /**
   * Adds a result.
   *
   * @return false if there is one for this job already, which stays
   */
  public boolean add(TrialResult result) {
    return byJob.putIfAbsent(result.job().key(), result) == null;
  }

  /** The result of a job, if it has one. */
  public Optional<TrialResult> of(TrialJob.Key job) {
    return Optional.ofNullable(byJob.get(job));
  }

  /** All results, oldest first. */
  public List<TrialResult> all() {
    return List.copyOf(byJob.values());
  }

  /** The furthest result of each trial, by number. */
  public List<TrialResult> furthest() {
    var furthest = new TreeMap<Integer, TrialResult>();
    byJob
        .values()
        .forEach(
            result ->
                furthest.merge(
                    result.trial(),
                    result,
                    (one, other) ->
                        one.job().untilEpoch() >= other.job().untilEpoch() ? one : other));
    return new ArrayList<>(furthest.values());
  }

  /**
   * The best trial among those that were trained furthest: a score after two epochs says little
   * beside one after thirty. The earliest of several equal ones.
   */
  public Optional<TrialResult> best(Objective objective) {
    TrialResult best = null;
    for (TrialResult result : furthest()) {
      if (objective.score(result.outcome()) > Objective.WORST
          && (best == null || isBetter(result, best, objective))) {
        best = result;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isBetter(TrialResult result, TrialResult best, Objective objective) {
    int further = Integer.compare(result.job().untilEpoch(), best.job().untilEpoch());
    return further != 0
        ? further > 0
        : objective.score(result.outcome()) > objective.score(best.outcome());
  }

  /** Time spent on training, over all machines. */
  public double seconds() {
    return furthest().stream().mapToDouble(result -> result.outcome().seconds()).sum();
  }

  /** Number of results. */
  public int size() {
    return byJob.size();
  }
}
