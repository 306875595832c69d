package io.engram.processor.pipeline;

import io.engram.processor.batch.Lane;
import io.engram.processor.batch.LaneQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The threads of a pipeline beside the batchers'. Readers parse events, load content and decode;
 * finishers find regions and write events. These are their own, because behind a queue of decodes a
 * scored image would wait for all of them.
 */
final class Workers implements AutoCloseable {
  private final LaneQueue<Runnable> toRead = new LaneQueue<>();
  private final List<Thread> readers;
  private final ExecutorService finishers;

  private Workers(int readers) {
    this.readers =
        IntStream.rangeClosed(1, readers)
            .mapToObj(number -> daemon(this::read, "engram-reader-" + number))
            .toList();
    int[] number = {0};
    finishers =
        Executors.newFixedThreadPool(
            Math.max(1, readers / 2), task -> daemon(task, "engram-finisher-" + ++number[0]));
  }

  static Workers start(int readers) {
    Workers workers = new Workers(readers);
    workers.readers.forEach(Thread::start);
    return workers;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void read() {
    try {
      while (true) {
        toRead.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a task on a reader; it must not throw. */
  void read(Lane lane, Runnable task) {
    toRead.add(lane, task);
  }

  Executor readers(Lane lane) {
    return task -> read(lane, task);
  }

  /** The same after a delay, during which it occupies no thread. */
  void readAfter(Duration delay, Lane lane, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, readers(lane))
        .execute(task);
  }

  Executor finishers() {
    return finishers;
  }

  /** Drops what waits; what runs ends on its own. */
  @Override
  public void close() {
    readers.forEach(Thread::interrupt);
    finishers.shutdownNow();
  }
}
