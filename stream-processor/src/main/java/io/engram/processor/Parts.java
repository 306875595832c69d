package io.engram.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What was opened so far, to be closed in reverse. Not thread-safe. */
final class Parts implements AutoCloseable {
  private final Deque<Runnable> closing = new ArrayDeque<>();

  <T> T add(T part, Consumer<? super T> close) {
    closing.push(() -> close.accept(part));
    return part;
  }

  /**
   * Closes each part once. Ends at one that throws: what it still uses must not be closed under it.
   */
  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
