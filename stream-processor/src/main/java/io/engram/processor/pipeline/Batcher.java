package io.engram.processor.pipeline;

import io.engram.imaging.Heatmap;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.Warmup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one engine: takes the images that wait, whatever partition they came from, scores them as
 * one batch, begins again. One thread, which alone uses the engine and its tensors. The queue is
 * bounded by the windows of the partitions.
 */
final class Batcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final BlockingQueue<PendingImage> queue = new LinkedBlockingQueue<>();
  private final BatchTensors tensors;
  private final InferenceEngine engine;
  private final FlushPolicy policy;
  private final BatchListener listener;
  private final Thread thread;
  private volatile Throwable broken;

  Batcher(InferenceEngine engine, FlushPolicy policy, BatchListener listener) {
    this.engine = engine;
    this.policy = policy;
    this.listener = listener;
    this.tensors = new BatchTensors(engine, policy.maxSize());
    this.thread = new Thread(this::run, "engram-batcher-" + engine.device());
    thread.setDaemon(true);
    thread.start();
  }

  void add(PendingImage image) {
    queue.add(image);
    if (broken != null) {
      drain(broken);
    }
  }

  private void run() {
    List<PendingImage> batch = new ArrayList<>(policy.maxSize());
    try {
      while (true) {
        fill(batch);
        batch.removeIf(image -> image.outcome().isCancelled());
        score(batch);
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

  private void fill(List<PendingImage> batch) throws InterruptedException {
    batch.add(queue.take());
    while (true) {
      queue.drainTo(batch, policy.maxSize() - batch.size());
      Duration age = Duration.ofNanos(System.nanoTime() - batch.get(0).readyAt());
      Duration remaining = policy.remaining(batch.size(), age);
      PendingImage next =
          remaining.isZero() ? null : queue.poll(remaining.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void score(List<PendingImage> batch) {
    if (batch.isEmpty()) {
      return;
    }
    Map<PendingImage, EngineException> refused = scoreOrRefuse(batch);
    if (refused.size() == batch.size()) {
      requireAlive(refused.values().iterator().next());
    }
    refused.forEach(listener::failed);
  }

  /** One image that the engine cannot score fails alone. Returns those, and why. */
  private Map<PendingImage, EngineException> scoreOrRefuse(List<PendingImage> batch) {
    try {
      return scoreAtOnce(batch);
    } catch (EngineException e) {
      if (batch.size() == 1) {
        return Map.of(batch.get(0), e);
      }
      log.warn("The engine refused a batch of {}; scoring it image by image", batch.size(), e);
      Map<PendingImage, EngineException> refused = new LinkedHashMap<>();
      batch.forEach(image -> refused.putAll(scoreOrRefuse(List.of(image))));
      return refused;
    }
  }

  private Map<PendingImage, EngineException> scoreAtOnce(List<PendingImage> batch)
      throws EngineException {
    long begin = System.nanoTime();
    for (int i = 0; i < batch.size(); i++) {
      tensors.put(i, batch.get(i).image().decoded().pixels());
    }
    tensors.score(engine, batch.size());
    long inference = System.nanoTime() - begin;
    listener.batchScored(batch.size(), Duration.ofNanos(inference));
    Map<PendingImage, EngineException> refused = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      PendingImage image = batch.get(i);
      try {
        Heatmap heatmap = tensors.heatmap(i);
        listener.scored(
            new ScoredImage(image, heatmap, begin - image.readyAt(), inference, batch.size()));
      } catch (EngineException e) {
        refused.put(image, e);
      }
    }
    return refused;
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

  /** Whatever breaks, every image is told, or its partition would wait for ever. */
  private void fail(List<PendingImage> batch, Throwable reason) {
    broken = reason;
    batch.forEach(image -> listener.broken(image, reason));
    drain(reason);
  }

  private void drain(Throwable reason) {
    for (PendingImage image = queue.poll(); image != null; image = queue.poll()) {
      listener.broken(image, reason);
    }
  }

  /**
   * Stops after the batch that is being scored; images that wait are told that it is broken.
   *
   * @throws IllegalStateException if the engine does not return: it must not be closed then
   */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
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
              .formatted(engine.device(), CLOSE_TIMEOUT));
    }
  }
}
