package io.engram.processor.pipeline;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
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
    try {
      while (true) {
        scoreOrBreak(nextBatch());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new IllegalStateException("the batcher was closed", e));
    } catch (RuntimeException | Error e) {
      log.error("Engine {} is broken; no image can be scored any more", engine.device(), e);
      fail(e);
    }
  }

  /** Whatever breaks, every image of the batch is told, or its partition would wait for ever. */
  private void scoreOrBreak(List<PendingImage> batch) {
    try {
      batch.removeIf(image -> image.outcome().isCancelled());
      if (!batch.isEmpty()) {
        score(batch);
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(image -> listener.broken(image, e));
      throw e;
    }
  }

  private List<PendingImage> nextBatch() throws InterruptedException {
    List<PendingImage> batch = new ArrayList<>(policy.maxSize());
    batch.add(queue.take());
    while (true) {
      queue.drainTo(batch, policy.maxSize() - batch.size());
      Duration age = Duration.ofNanos(System.nanoTime() - batch.get(0).readyAt());
      Duration remaining = policy.remaining(batch.size(), age);
      PendingImage next =
          remaining.isZero() ? null : queue.poll(remaining.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return batch;
      }
      batch.add(next);
    }
  }

  private void score(List<PendingImage> batch) {
    try {
      run(batch);
    } catch (EngineException e) {
      if (batch.size() == 1) {
        listener.failed(batch.get(0), e);
      } else {
        scoreOneByOne(batch, e);
      }
    }
  }

  private void run(List<PendingImage> batch) throws EngineException {
    long begin = System.nanoTime();
    for (int i = 0; i < batch.size(); i++) {
      tensors.put(i, batch.get(i).image().decoded().pixels());
    }
    tensors.score(engine, batch.size());
    long inference = System.nanoTime() - begin;
    listener.batchScored(batch.size(), Duration.ofNanos(inference));
    for (int i = 0; i < batch.size(); i++) {
      PendingImage image = batch.get(i);
      listener.scored(
          new ScoredImage(
              image, tensors.heatmap(i), begin - image.readyAt(), inference, batch.size()));
    }
  }

  /**
   * One image that the engine cannot score fails alone. If it can score none of several, it is the
   * engine that fails: better no outcome than a topic of wrong ones.
   */
  private void scoreOneByOne(List<PendingImage> batch, EngineException reason) {
    log.warn("The engine refused a batch of {}; scoring it image by image", batch.size(), reason);
    Map<PendingImage, EngineException> refused = new LinkedHashMap<>();
    for (PendingImage image : batch) {
      try {
        run(List.of(image));
      } catch (EngineException e) {
        refused.put(image, e);
      }
    }
    if (refused.size() == batch.size()) {
      throw new IllegalStateException("the engine scores no image any more", reason);
    }
    refused.forEach(listener::failed);
  }

  private void fail(Throwable reason) {
    broken = reason;
    drain(reason);
  }

  private void drain(Throwable reason) {
    for (PendingImage image = queue.poll(); image != null; image = queue.poll()) {
      listener.broken(image, reason);
    }
  }

  /** Stops after the batch that is being scored; images that wait are told that it is broken. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
