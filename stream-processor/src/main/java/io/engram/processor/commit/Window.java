package io.engram.processor.commit;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The images of one partition that were admitted and not emitted yet, in offset order. Confined to
 * the stream thread that owns the partition.
 *
 * @param <T> what is kept for an image
 */
public final class Window<T> {
  private record Entry<T>(long offset, T value) {}

  private final Queue<Entry<T>> entries = new ArrayDeque<>();
  private final int capacity;
  private long newest = -1;

  Window(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Admits the image at {@code offset}. A full window admits too: the consumer stops fetching, but
   * what it has already handed over must go somewhere.
   *
   * @throws IllegalArgumentException if the offset does not follow those admitted before
   */
  public void admit(long offset, T value) {
    if (offset <= newest) {
      throw new IllegalArgumentException(
          "offset " + offset + " was admitted after offset " + newest);
    }
    newest = offset;
    entries.add(new Entry<>(offset, value));
  }

  /** The oldest image, or null when the window is empty. */
  public T oldest() {
    Entry<T> head = entries.peek();
    return head == null ? null : head.value;
  }

  /** Forgets the oldest image: its outcome was emitted. */
  public void removeOldest() {
    entries.remove();
  }

  /** Offset of the oldest image: nothing from here on may be committed as consumed. */
  public OptionalLong oldestOffset() {
    Entry<T> head = entries.peek();
    return head == null ? OptionalLong.empty() : OptionalLong.of(head.offset);
  }

  /** Visits the images in offset order. */
  public void forEach(Consumer<? super T> visitor) {
    entries.forEach(entry -> visitor.accept(entry.value));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public boolean isFull() {
    return entries.size() >= capacity;
  }
}
