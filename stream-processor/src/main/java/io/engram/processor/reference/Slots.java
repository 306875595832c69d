package io.engram.processor.reference;

import io.engram.processor.lane.Lane;
import io.engram.processor.lane.LaneTurns;
import io.engram.processor.lane.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Bounds how much is under way, without a thread that waits: in all until it is used, per share
 * until it is fetched. Shares take turns; among them and within each, {@link LaneTurns} says which
 * lane is next: interactive images first, every fourth from bulk. Where one share has bulk alone
 * and another both, bulk gets up to seven of sixteen. Thread-safe.
 */
final class Slots {
  private final int inAll;
  private final int perShare;
  private final Map<String, Lanes<Turn>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final LaneTurns turns = new LaneTurns();
  private int takenInAll;

  Slots(int inAll, int perShare) {
    this.inAll = inAll;
    this.perShare = perShare;
  }

  private record Turn(BooleanSupplier wanted, CompletableFuture<Void> taken) {}

  /**
   * Completes when a slot is taken, which must be given back: first as fetched, then as used. Never
   * completes, and takes none, where nobody wants it any more when it is its turn.
   *
   * @param wanted whether anybody does; must not block
   */
  CompletableFuture<Void> take(String share, Lane lane, BooleanSupplier wanted) {
    Turn turn = new Turn(wanted, new CompletableFuture<>());
    change(() -> waiting.computeIfAbsent(share, any -> new Lanes<>()).add(lane, turn));
    return turn.taken();
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
    List<Turn> admitted = new ArrayList<>();
    synchronized (this) {
      change.run();
      for (Optional<String> share = next(); share.isPresent(); share = next()) {
        admit(share.get()).ifPresent(admitted::add);
      }
    }
    admitted.forEach(turn -> turn.taken().complete(null));
  }

  /** The share whose turn it is, where there is one with room and there is room in all. */
  private Optional<String> next() {
    return takenInAll == inAll
        ? Optional.empty()
        : withRoom(turns.next(lane -> withRoom(lane).isPresent()));
  }

  private Optional<String> withRoom(Lane lane) {
    return waiting.keySet().stream()
        .filter(share -> waiting.get(share).hasAny(lane))
        .filter(share -> taken.getOrDefault(share, 0) < perShare)
        .findFirst();
  }

  /** Gives a share's next a slot; empty if nobody wants any of what waits there. */
  private Optional<Turn> admit(String share) {
    Lanes<Turn> line = waiting.remove(share);
    Turn turn = line.poll();
    while (turn != null && !turn.wanted().getAsBoolean()) {
      turn = line.poll();
    }
    if (turn != null) {
      takenInAll++;
      taken.merge(share, 1, Integer::sum);
    }
    if (!line.isEmpty()) {
      // To the end: the others are next.
      waiting.put(share, line);
    }
    return Optional.ofNullable(turn);
  }
}
