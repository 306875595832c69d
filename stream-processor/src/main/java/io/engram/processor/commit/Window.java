package io.engram.processor.commit;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The images of one partition that were admitted and not emitted yet, in offset order. Confined to
 * the stream thread that owns the partition, which is the one that opens it.
 *
 * @param <T> what is kept for an image
 */
public final class Window<T> {
  /** Images behind which a few milliseconds are nothing. */
  private static final int DEEP = 32;

  private record Entry<T>(long offset, long bytes, long admitted, T value) {}

  private final Queue<Entry<T>> entries = new ArrayDeque<>();
  private final WindowLimit limit;
  private final CommitPace pace;
  private final LongSupplier nanoTime;
  private final Thread owner = Thread.currentThread();
  private long bytes;
  private long newest = -1;

  /** For those who ask from other threads. */
  private volatile boolean full;

  /** Whether the entries are only kept to hold commits back. */
  private boolean abandoned;

  /** Turns of the stream thread that it must not rest before; two, once an image was admitted. */
  private int turnsDue;

  /**
   * @param pace of the thread that opens it
   * @param nanoTime a clock
   */
  Window(WindowLimit limit, CommitPace pace, LongSupplier nanoTime) {
    this.limit = limit;
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  /**
   * Admits the image at {@code offset}. A full window admits too: the consumer stops fetching, but
   * what it has already handed over must go somewhere.
   *
   * @param size bytes that the image occupies
   * @throws IllegalArgumentException if the offset does not follow those admitted before
   */
  public void admit(long offset, long size, T value) {
    if (offset <= newest) {
      throw new IllegalArgumentException(
          "offset " + offset + " was admitted after offset " + newest);
    }
    newest = offset;
    bytes += size;
    entries.add(new Entry<>(offset, size, nanoTime.getAsLong(), value));
    turnsDue = 2;
    full = isFull();
  }

  /** The oldest image, or null when the window is empty. */
  public T oldest() {
    Entry<T> head = entries.peek();
    return head == null ? null : head.value;
  }

  /** Forgets the oldest image: its outcome was emitted. */
  public void removeOldest() {
    Entry<T> head = entries.remove();
    bytes -= head.bytes;
    full = isFull();
    long now = nanoTime.getAsLong();
    pace.emitted(now - head.admitted, now);
  }

  /** Offset of the oldest image: nothing from here on may be committed as consumed. */
  public OptionalLong oldestOffset() {
    Entry<T> head = entries.peek();
    return head == null ? OptionalLong.empty() : OptionalLong.of(head.offset);
  }

  /**
   * Gives all images up, in offset order. Only the oldest offset is kept: a commit that Kafka
   * Streams makes while it lets go of the partition must still not pass it.
   */
  public void abandon(Consumer<? super T> visitor) {
    entries.forEach(entry -> visitor.accept(entry.value));
    OptionalLong oldest = oldestOffset();
    entries.clear();
    abandoned = true;
    bytes = 0;
    full = false;
    oldest.ifPresent(offset -> entries.add(new Entry<>(offset, 0, 0, null)));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Ends a turn of the stream thread; returns whether an image was admitted in it. */
  public boolean endTurn() {
    boolean admitted = turnsDue == 2;
    turnsDue = Math.max(0, turnsDue - 1);
    return admitted;
  }

  /** Has no further turn due. */
  public void rest() {
    turnsDue = 0;
  }

  boolean isAtRest() {
    return isEmpty() && turnsDue == 0;
  }

  /** Whether it is full, and of many images. */
  boolean isDeep() {
    return isFull() && entries.size() >= DEEP;
  }

  /** Whether an image that this thread will emit is in it. */
  boolean isInUseByThisThread() {
    return owner == Thread.currentThread() && !abandoned && !isEmpty();
  }

  /** Whether it was full when its thread last changed it; for any thread. */
  boolean wasFull() {
    return full;
  }

  public boolean isFull() {
    return entries.size() >= limit.images() || bytes >= limit.bytes();
  }
}
