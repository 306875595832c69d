package io.engram.processor.pipeline;

import io.engram.processor.lane.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Images that have no outcome yet, and since when. Thread-safe. */
final class AdmittedImages {
  private final Map<Lane, Map<CompletableFuture<Outcome>, Long>> admittedAt =
      new EnumMap<>(Lane.class);

  AdmittedImages() {
    for (Lane lane : Lane.values()) {
      admittedAt.put(lane, new ConcurrentHashMap<>());
    }
  }

  /** Counts an image until its outcome is there, or nobody waits for it any more. */
  void add(Lane lane, CompletableFuture<Outcome> outcome) {
    Map<CompletableFuture<Outcome>, Long> images = admittedAt.get(lane);
    images.put(outcome, System.nanoTime());
    outcome.whenComplete((done, failure) -> images.remove(outcome));
  }

  int count(Lane lane) {
    return admittedAt.get(lane).size();
  }

  Duration oldest() {
    long now = System.nanoTime();
    long nanos =
        admittedAt.values().stream()
            .flatMap(images -> images.values().stream())
            .mapToLong(since -> now - since)
            .max()
            .orElse(0);
    return Duration.ofNanos(nanos);
  }
}
