package io.engram.processor.pipeline;

import io.engram.processor.batch.Batchers;
import io.engram.processor.lane.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model with all that it scores by: batchers of its own, so that no batch mixes models, and a
 * cache of its own, so that no result is another model's. Whoever scores with it holds it open; one
 * that does not serve any more ends with the last image that it was begun for. Thread-safe.
 */
final class ServedModel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServedModel.class);

  private final LoadedModel model;
  private final Batchers batchers;
  private final ContentScorer contents;
  private final Results results;
  private final Consumer<ServedModel> closed;
  private boolean isClosed;
  private volatile boolean isClosing;

  /** Images under way, and one more while it serves. */
  private final AtomicInteger users = new AtomicInteger(1);

  /**
   * @param closed told once it has freed its memory
   */
  ServedModel(
      LoadedModel model,
      Batchers batchers,
      ContentScorer contents,
      Results results,
      Consumer<ServedModel> closed) {
    this.model = model;
    this.batchers = batchers;
    this.contents = contents;
    this.results = results;
    this.closed = closed;
  }

  /** Holds it open for one image more, unless it has ended. */
  boolean begin() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /**
   * As {@link ContentScorer#score}, for an image that it was held open for; lets go of it after.
   */
  CompletableFuture<ContentScore> score(EncodedImage image, Lane lane, Future<?> waiter) {
    return contents.score(image, lane, waiter).whenComplete((score, failure) -> end());
  }

  /** Lets go of it: the image has its score, or another model serves. */
  void end() {
    if (users.decrementAndGet() == 0) {
      // Not on this thread, which may be the batcher's that closing waits for.
      Thread thread = new Thread(this::close, "engram-retire-" + this);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Bytes of an image's pixels. */
  long decodedBytes() {
    return contents.decodedBytes();
  }

  /** Images that wait for a batch. */
  int waiting() {
    return batchers.waiting();
  }

  /** As {@link Batchers#longestRunning}. */
  Duration longestRunning() {
    return batchers.longestRunning();
  }

  Results results() {
    return results;
  }

  /** Stops scoring, whoever waits, and frees its memory. A second call waits for the first. */
  @Override
  public void close() {
    isClosing = true;
    closeOnce();
  }

  private synchronized void closeOnce() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    batchers.close();
    model.close();
    closed.accept(this);
    log.info("Model {} has ended", this);
  }

  /** Whether what it fails on from here on says nothing about it. */
  boolean isClosing() {
    return isClosing;
  }

  String version() {
    return model.manifest().version();
  }

  /** Name and version. */
  @Override
  public String toString() {
    return model.manifest().name() + " " + version();
  }
}
