package io.engram.processor.lane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@link Lanes} for many threads on both sides, who may wait. Unbounded: what fills it bounds
 * itself.
 *
 * @param <T> what waits
 */
public final class LaneQueue<T> {
  private final Lanes<T> lanes = new Lanes<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();

  /** Adds an element at the end of its lane. */
  public void add(Lane lane, T element) {
    lock.lock();
    try {
      lanes.add(lane, element);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next element; waits until there is one. */
  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      T next = lanes.poll();
      while (next == null) {
        notEmpty.await();
        next = lanes.poll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** The next element, or null if none comes within {@code nanos} nanoseconds. */
  public T poll(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      T next = lanes.poll();
      while (next == null && left > 0) {
        left = notEmpty.awaitNanos(left);
        next = lanes.poll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Moves up to {@code most} elements that wait into {@code target}. */
  public void drainTo(Collection<? super T> target, int most) {
    lock.lock();
    try {
      for (int i = 0; i < most; i++) {
        T next = lanes.poll();
        if (next == null) {
          return;
        }
        target.add(next);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Elements that wait. */
  public int size() {
    lock.lock();
    try {
      return lanes.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything that waits. */
  public List<T> drain() {
    List<T> all = new ArrayList<>();
    drainTo(all, Integer.MAX_VALUE);
    return all;
  }
}
