package io.engram.processor.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue whose interactive elements go before bulk ones. Bulk is not starved: while both wait, one
 * element of {@value #TURN} taken is bulk. Within a lane, first in is first out. Unbounded: what
 * fills it bounds itself. For many threads on both sides.
 *
 * @param <T> what waits
 */
public final class LaneQueue<T> {
  private static final int TURN = 4;

  private final Map<Lane, Queue<T>> lanes = new EnumMap<>(Lane.class);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private int sinceBulk;

  public LaneQueue() {
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  /** Adds an element at the end of its lane. */
  public void add(Lane lane, T element) {
    lock.lock();
    try {
      lanes.get(lane).add(element);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next element; waits until there is one. */
  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      T next = next();
      while (next == null) {
        notEmpty.await();
        next = next();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** The next element, or null if none comes within {@code nanos} nanoseconds. */
  T poll(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      T next = next();
      while (next == null && left > 0) {
        left = notEmpty.awaitNanos(left);
        next = next();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Moves up to {@code most} elements that wait into {@code target}. */
  void drainTo(Collection<? super T> target, int most) {
    lock.lock();
    try {
      for (int i = 0; i < most; i++) {
        T next = next();
        if (next == null) {
          return;
        }
        target.add(next);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything that waits. */
  List<T> drain() {
    List<T> all = new ArrayList<>();
    drainTo(all, Integer.MAX_VALUE);
    return all;
  }

  private T next() {
    Queue<T> bulk = lanes.get(Lane.BULK);
    Queue<T> interactive = lanes.get(Lane.INTERACTIVE);
    boolean bulkIsDue = sinceBulk >= TURN - 1 && !bulk.isEmpty();
    if (interactive.isEmpty() || bulkIsDue) {
      sinceBulk = 0;
      return bulk.poll();
    }
    sinceBulk++;
    return interactive.poll();
  }
}
