package io.engram.processor.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Bounds how much is under way, without a thread that waits: in all until it is used, per share
 * until it is fetched. Within a share, first come, first served; shares take turns. Thread-safe.
 */
final class Slots {
  private final int inAll;
  private final int perShare;
  private final Map<String, Deque<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private int takenInAll;

  Slots(int inAll, int perShare) {
    this.inAll = inAll;
    this.perShare = perShare;
  }

  /** Completes when a slot is taken. It must be given back: first as fetched, then as used. */
  CompletableFuture<Void> take(String share) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    change(() -> waiting.computeIfAbsent(share, any -> new ArrayDeque<>()).add(turn));
    return turn;
  }

  /** The share may have another. */
  void fetched(String share) {
    change(() -> taken.computeIfPresent(share, (any, count) -> count == 1 ? null : count - 1));
  }

  /** So may anybody. */
  void used() {
    change(() -> takenInAll--);
  }

  private void change(Runnable change) {
    List<CompletableFuture<Void>> admitted;
    synchronized (this) {
      change.run();
      admitted = admit();
    }
    admitted.forEach(next -> next.complete(null));
  }

  private List<CompletableFuture<Void>> admit() {
    List<CompletableFuture<Void>> admitted = new ArrayList<>();
    for (Optional<String> next = next(); next.isPresent(); next = next()) {
      String share = next.get();
      takenInAll++;
      taken.merge(share, 1, Integer::sum);
      Deque<CompletableFuture<Void>> line = waiting.remove(share);
      admitted.add(line.remove());
      if (!line.isEmpty()) {
        // To the end: the others are next.
        waiting.put(share, line);
      }
    }
    return admitted;
  }

  private Optional<String> next() {
    return takenInAll == inAll
        ? Optional.empty()
        : waiting.keySet().stream()
            .filter(share -> taken.getOrDefault(share, 0) < perShare)
            .findFirst();
  }
}
