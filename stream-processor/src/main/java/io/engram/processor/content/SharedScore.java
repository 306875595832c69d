package io.engram.processor.content;

import io.engram.processor.lane.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A score to come, and those who wait for it. Thread-safe. */
public final class SharedScore {
  private final CompletableFuture<ScoredContent> score = new CompletableFuture<>();
  private final List<Future<?>> waiters = new ArrayList<>();
  private final Future<?> first;
  private Lane lane;
  private boolean abandoned;

  SharedScore(Future<?> first, Lane lane) {
    this.first = first;
    this.lane = lane;
    waiters.add(first);
  }

  /** The score: to be completed by who scores, with an exception if the content has none. */
  public CompletableFuture<ScoredContent> score() {
    return score;
  }

  /** Whether {@code waiter} was the first to wait. */
  public boolean isBegunBy(Future<?> waiter) {
    return waiter == first;
  }

  /** Whether one more can wait; not any more where the score was abandoned. */
  synchronized boolean join(Future<?> waiter) {
    if (!abandoned) {
      waiters.add(waiter);
    }
    return !abandoned;
  }

  /**
   * Whether this lane is faster than that in which the scoring was begun. Says so once: the scoring
   * must then be begun again in this one.
   */
  public synchronized boolean escalate(Lane to) {
    boolean faster = to == Lane.INTERACTIVE && lane == Lane.BULK;
    if (faster) {
      lane = to;
    }
    return faster;
  }

  /**
   * Whether anybody waits, and the score is not there. Once nobody waits, nobody will: scoring may
   * end.
   */
  public synchronized boolean isWanted() {
    abandoned = abandoned || waiters.stream().allMatch(Future::isCancelled);
    return !abandoned && !score.isDone();
  }
}
