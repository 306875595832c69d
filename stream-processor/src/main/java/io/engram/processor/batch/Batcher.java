package io.engram.processor.batch;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineMemoryException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.Warmup;
import io.engram.processor.lane.LaneQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one engine: takes the images that wait, whatever partition they came from, scores them as
 * one batch, begins again. One thread, which alone uses the engine and its tensors.
 */
final class Batcher {
  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);

  private final InferenceEngine engine;
  private final BatchPolicy policy;
  private final LaneQueue<BatchImage> queue;
  private final BatchListener listener;
  private final Consumer<Throwable> broken;
  private final BatchTensors tensors;
  private final Thread thread;

  /** When the engine was given what it is busy with, or null where it is idle. */
  private volatile Long busySince;

  /** Images that fit into the device's memory at once, as far as is known. */
  private int largest;

  /**
   * @param broken told why, when this engine can score no more
   */
  Batcher(
      InferenceEngine engine,
      BatchPolicy policy,
      LaneQueue<BatchImage> queue,
      BatchListener listener,
      Consumer<Throwable> broken) {
    this.engine = engine;
    this.policy = policy;
    this.queue = queue;
    this.listener = listener;
    this.broken = broken;
    this.largest = policy.maxSize();
    this.tensors = new BatchTensors(engine, policy.maxSize());
    this.thread = new Thread(this::run, "engram-batcher-" + engine.device());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    List<BatchImage> batch = new ArrayList<>(policy.maxSize());
    try {
      while (true) {
        fill(batch);
        batch.removeIf(Batcher::isUnwanted);
        busySince = System.nanoTime();
        score(batch);
        busySince = null;
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(batch, new IllegalStateException("the batcher was closed", e));
    } catch (RuntimeException | Error e) {
      log.error("Engine {} is broken; no image can be scored any more", engine.device(), e);
      fail(batch, e);
    }
  }

  private static boolean isUnwanted(BatchImage image) {
    return !image.wanted().getAsBoolean()
        && image.score().completeExceptionally(new CancellationException("nobody waits for it"));
  }

  private void fill(List<BatchImage> batch) throws InterruptedException {
    batch.add(queue.take());
    while (true) {
      queue.drainTo(batch, largest - batch.size());
      Duration age = Duration.ofNanos(System.nanoTime() - batch.get(0).readyAt());
      Duration remaining = policy.remaining(batch.size(), largest, age);
      BatchImage next = remaining.isZero() ? null : queue.poll(remaining.toNanos());
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void score(List<BatchImage> batch) {
    if (batch.isEmpty()) {
      return;
    }
    Map<BatchImage, EngineException> refused = scoreOrRefuse(batch);
    if (refused.size() == batch.size()) {
      requireAlive(refused.values().iterator().next());
    }
    refused.forEach((image, reason) -> image.score().completeExceptionally(reason));
  }

  /** How long it has been busy with one batch; zero while it is idle. */
  Duration running() {
    Long since = busySince;
    return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** Returns the images that the engine cannot score, and why. */
  private Map<BatchImage, EngineException> scoreOrRefuse(List<BatchImage> batch) {
    try {
      return scoreAtOnce(batch);
    } catch (EngineException e) {
      if (batch.size() == 1) {
        return refuse(batch.get(0), e);
      }
      Map<BatchImage, EngineException> refused = new LinkedHashMap<>();
      int part = partAfter(e, batch.size());
      for (int from = 0; from < batch.size(); from += part) {
        // A part may have been too large as well.
        part = Math.min(part, largest);
        int to = Math.min(from + part, batch.size());
        refused.putAll(scoreOrRefuse(batch.subList(from, to)));
      }
      return refused;
    }
  }

  /** A device without memory for one image says nothing about the image. */
  private Map<BatchImage, EngineException> refuse(BatchImage image, EngineException reason) {
    if (reason instanceof EngineMemoryException) {
      throw new IllegalStateException(
          "%s has no memory for a single image: %s".formatted(engine.device(), reason.getMessage()),
          reason);
    }
    return Map.of(image, reason);
  }

  /**
   * How many images to try at once next. What does not fit into memory is halved, now and from here
   * on; else one of the images is to blame, which must not take its neighbours along.
   */
  private int partAfter(EngineException reason, int size) {
    if (reason instanceof EngineMemoryException) {
      int tried = given(size);
      largest = Math.min(largest, policy.atMost(Math.max(1, Math.min(size - 1, tried / 2))));
      log.warn(
          "Batches of {} need too much memory; from here on at most {}", size, largest, reason);
      return largest;
    }
    log.warn("The engine refused a batch of {}; scoring it image by image", size, reason);
    return 1;
  }

  private Map<BatchImage, EngineException> scoreAtOnce(List<BatchImage> batch)
      throws EngineException {
    long begin = System.nanoTime();
    for (int i = 0; i < batch.size(); i++) {
      tensors.put(i, batch.get(i).pixels());
    }
    tensors.score(engine, given(batch.size()));
    Duration inference = Duration.ofNanos(System.nanoTime() - begin);
    listener.batchScored(batch.size(), inference);
    Map<BatchImage, EngineException> refused = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      BatchImage image = batch.get(i);
      try {
        Duration wait = Duration.ofNanos(begin - image.readyAt());
        image.score().complete(new BatchScore(tensors.heatmap(i), wait, inference, batch.size()));
      } catch (EngineException e) {
        refused.put(image, e);
      }
    }
    return refused;
  }

  /** The size of the batch that the engine is given for so many images. */
  private int given(int images) {
    return Math.min(policy.padded(images), Math.max(largest, images));
  }

  /**
   * If an engine scores no image of a batch and no noise either, it is the engine that fails:
   * better no outcome than a topic of wrong ones.
   */
  private void requireAlive(EngineException reason) {
    try {
      Warmup.run(engine, List.of(1));
    } catch (EngineException e) {
      e.addSuppressed(reason);
      throw new IllegalStateException("the engine scores nothing any more: " + e.getMessage(), e);
    }
  }

  private void fail(List<BatchImage> batch, Throwable reason) {
    busySince = null;
    batch.forEach(image -> image.score().completeExceptionally(reason));
    broken.accept(reason);
  }

  /** Asks it to end after the batch that is being scored. */
  void interrupt() {
    thread.interrupt();
  }

  /**
   * @throws IllegalStateException if the engine does not return: it must not be closed then
   */
  void awaitEnd() {
    boolean interrupted = false;
    long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
    for (long left = 1; thread.isAlive() && left > 0; ) {
      left = deadline - System.nanoTime();
      try {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException(
          "Engine %s has not returned for %s; end the process"
              .formatted(engine.device(), END_TIMEOUT));
    }
  }
}
