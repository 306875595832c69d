package io.engram.processor.batch;

import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.processor.lane.Lane;
import io.engram.processor.lane.LaneQueue;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** All engines of a model, fed from one queue by all partitions. Thread-safe. */
public final class Batchers implements AutoCloseable {
  private final LaneQueue<BatchImage> queue = new LaneQueue<>();
  private final AtomicReference<Throwable> broken = new AtomicReference<>();
  private final List<Batcher> batchers;

  private Batchers(List<InferenceEngine> engines, BatchPolicy policy, BatchListener listener) {
    batchers =
        engines.stream()
            .map(engine -> new Batcher(engine, policy, queue, listener, this::breakDown))
            .toList();
  }

  /**
   * Starts a batcher for each engine.
   *
   * @param engines warmed up, with the same model; the batchers alone use them from here on, and do
   *     not close them
   */
  public static Batchers start(
      List<InferenceEngine> engines, BatchPolicy policy, BatchListener listener) {
    Batchers all = new Batchers(engines, policy, listener);
    all.batchers.forEach(Batcher::start);
    return all;
  }

  /**
   * Lets an image wait for its batch. The score comes from a batcher's thread: whatever depends on
   * it should run elsewhere. It ends with an {@link EngineException} if no engine can score this
   * image, with a {@link CancellationException} if nobody wanted it any more, and with anything
   * else if an engine is broken or closed: no later image will be scored then.
   *
   * @param pixels of the engines' input size
   * @param wanted whether anybody still waits for the score; asked when the batch is made
   */
  public CompletableFuture<BatchScore> score(RgbImage pixels, Lane lane, BooleanSupplier wanted) {
    BatchImage image = new BatchImage(pixels, wanted, System.nanoTime(), new CompletableFuture<>());
    queue.add(lane, image);
    if (broken.get() != null) {
      tellThoseWhoWait();
    }
    return image.score();
  }

  /** Images that wait for a batch. */
  public int waiting() {
    return queue.size();
  }

  /**
   * How long the engine that has been busy with its batch for longest has been; zero if none is.
   */
  public Duration longestRunning() {
    return batchers.stream()
        .map(Batcher::running)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private void breakDown(Throwable reason) {
    broken.compareAndSet(null, reason);
    tellThoseWhoWait();
  }

  /** Or their partitions would wait for ever. */
  private void tellThoseWhoWait() {
    queue.drain().forEach(image -> image.score().completeExceptionally(broken.get()));
  }

  /**
   * Stops after the batches that are being scored; images that wait are told.
   *
   * @throws IllegalStateException if an engine does not return: none must be closed then
   */
  @Override
  public void close() {
    breakDown(new IllegalStateException("the batchers were closed"));
    batchers.forEach(Batcher::interrupt);
    batchers.forEach(Batcher::awaitEnd);
  }
}
