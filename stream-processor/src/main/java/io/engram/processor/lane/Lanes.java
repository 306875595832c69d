package io.engram.processor.lane;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/**
 * What waits, in the order of {@link LaneTurns}. Within a lane, first in is first out. Unbounded,
 * and not thread-safe.
 *
 * @param <T> what waits
 */
public final class Lanes<T> {
  private final Map<Lane, Queue<T>> queues = new EnumMap<>(Lane.class);
  private final LaneTurns turns = new LaneTurns();

  public Lanes() {
    for (Lane lane : Lane.values()) {
      queues.put(lane, new ArrayDeque<>());
    }
  }

  /** Adds an element at the end of its lane. */
  public void add(Lane lane, T element) {
    queues.get(lane).add(element);
  }

  /** Takes the next element; null if there is none. */
  public T poll() {
    return queues.get(turns.next(this::hasAny)).poll();
  }

  /** Whether anything waits in a lane. */
  public boolean hasAny(Lane lane) {
    return !queues.get(lane).isEmpty();
  }

  public int size() {
    return queues.values().stream().mapToInt(Queue::size).sum();
  }

  public boolean isEmpty() {
    return queues.values().stream().allMatch(Queue::isEmpty);
  }
}
