package io.engram.processor.content;

import io.engram.processor.lane.Lane;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;

/** Content that is being scored, by its SHA-256: equal content shares its score. Thread-safe. */
public final class InFlightContent {
  private final ConcurrentMap<String, SharedScore> bySha256 = new ConcurrentHashMap<>();
  private final ContentCache cache;

  /**
   * @param cache takes what is scored
   */
  public InFlightContent(ContentCache cache) {
    this.cache = cache;
  }

  /**
   * The score that content will have; {@link SharedScore#isBegunBy} tells the first who waits that
   * the scoring is theirs to do.
   *
   * @param waiter who waits for it; one who is cancelled does not wait any more
   * @param lane in which the first who waits begins
   */
  public SharedScore join(String sha256, Future<?> waiter, Lane lane) {
    return bySha256.compute(
        sha256, (key, old) -> old != null && old.join(waiter) ? old : begin(key, waiter, lane));
  }

  private SharedScore begin(String sha256, Future<?> waiter, Lane lane) {
    SharedScore shared = new SharedScore(waiter, lane);
    shared.score().whenComplete((content, failure) -> end(sha256, shared, content));
    return shared;
  }

  private void end(String sha256, SharedScore shared, ScoredContent content) {
    if (content != null) {
      cache.remember(sha256, content);
    }
    bySha256.remove(sha256, shared);
  }
}
