package io.engram.processor.pipeline;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a pipeline beside the batcher's.
 *
 * @param readers read events, load content and decode
 * @param finishers find regions and write events; their own, because behind a queue of decodes a
 *     scored image would wait for all of them
 */
record Workers(ExecutorService readers, ExecutorService finishers) implements AutoCloseable {
  static Workers start(int readers) {
    return new Workers(
        Executors.newFixedThreadPool(readers, named("engram-reader-")),
        Executors.newFixedThreadPool(Math.max(1, readers / 2), named("engram-finisher-")));
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Drops what waits; what runs ends on its own. */
  @Override
  public void close() {
    readers.shutdownNow();
    finishers.shutdownNow();
  }
}
