package io.engram.processor.content;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A score to come, and those who wait for it. Thread-safe. */
public final class SharedScore {
  private final CompletableFuture<ScoredContent> score = new CompletableFuture<>();
  private final List<Future<?>> waiters = new ArrayList<>();
  private final Future<?> first;
  private boolean abandoned;

  SharedScore(Future<?> first) {
    this.first = first;
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

  /** Whether anybody waits. Once nobody does, nobody will: scoring may end. */
  public synchronized boolean isWanted() {
    abandoned = abandoned || waiters.stream().allMatch(Future::isCancelled);
    return !abandoned;
  }
}
