package io.engram.processor.pipeline;

import io.engram.processor.lane.Lane;
import io.engram.processor.lane.LaneQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a pipeline beside the batchers'. Readers parse events, load content and decode;
 * finishers find regions and write events. These are their own, because behind a queue of decodes a
 * scored image would wait for all of them.
 */
final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final LaneQueue<Runnable> toRead = new LaneQueue<>();
  private final ExecutorService readers;
  private final ExecutorService finishers;

  private Workers(int readers) {
    this.readers = Executors.newFixedThreadPool(readers, named("engram-reader-"));
    this.finishers =
        Executors.newFixedThreadPool(Math.max(1, readers / 2), named("engram-finisher-"));
  }

  static Workers start(int readers) {
    Workers workers = new Workers(readers);
    for (int i = 0; i < readers; i++) {
      workers.readers.execute(workers::read);
    }
    return workers;
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private void read() {
    try {
      while (true) {
        run(toRead.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever waits for a task hears of what it throws; the reader must outlive it. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      log.error("A reader's task failed", e);
    }
  }

  /** Runs a task on a reader; it must not throw. */
  void read(Lane lane, Runnable task) {
    toRead.add(lane, task);
  }

  /** Tasks that wait for a reader. */
  int waiting() {
    return toRead.size();
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

  /** Drops what waits, and waits a moment for what runs. */
  @Override
  public void close() {
    for (ExecutorService pool : List.of(readers, finishers)) {
      pool.shutdownNow();
    }
    try {
      for (ExecutorService pool : List.of(readers, finishers)) {
        if (!pool.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
