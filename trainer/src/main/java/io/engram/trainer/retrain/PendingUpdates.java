package io.engram.trainer.retrain;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.UpdateReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Updates that wait for their training: of each data set only the newest version is trained on, for
 * it holds the others. Not thread-safe.
 */
final class PendingUpdates {
  /** An event and where it is. */
  record Update(long offset, DatasetUpdated event) {}

  /**
   * What is trained on next.
   *
   * @param superseded other updates of the same data set, which it takes along
   */
  record Next(Update newest, List<Update> superseded) {}

  private final List<Update> waiting = new ArrayList<>();

  void add(long offset, DatasetUpdated event) {
    waiting.add(new Update(offset, event));
  }

  /**
   * Takes the newest version of the data set that has waited longest. An update because of drift
   * repeats an earlier one, so one that says what is new goes before it.
   */
  Optional<Next> take() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    String dataset = waiting.get(0).event().getDataset();
    List<Update> same =
        waiting.stream().filter(update -> update.event().getDataset().equals(dataset)).toList();
    waiting.removeAll(same);
    Update newest =
        same.stream()
            .max(
                Comparator.<Update, Boolean>comparing(
                        update -> update.event().getReason() != UpdateReason.DRIFT)
                    .thenComparing(Update::offset))
            .orElseThrow();
    return Optional.of(new Next(newest, same.stream().filter(update -> update != newest).toList()));
  }

  /** How many wait. */
  int size() {
    return waiting.size();
  }

  /** The offset of the first that still waits. */
  OptionalLong first() {
    return waiting.stream().mapToLong(Update::offset).findFirst();
  }

  /** Others have them now. */
  void clear() {
    waiting.clear();
  }
}
