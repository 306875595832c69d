package io.engram.processor.release;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.ReleaseReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the decisions on a model for as long as the processor runs, on a thread of its own. */
public final class ReleaseFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReleaseFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Deserializer<ModelRelease> values;
  private final ReleasedModels models;
  private final ModelStage stage;
  private final AtomicReference<Consumer<String, byte[]>> consumer = new AtomicReference<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "engram-releases");

  private ReleaseFollower(
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<ModelRelease> values,
      ReleasedModels models,
      ModelStage stage) {
    this.consumers = consumers;
    this.values = values;
    this.models = models;
    this.stage = stage;
    thread.setDaemon(true);
  }

  /**
   * @param consumers of committed records, outside of any group
   * @param stage takes models over
   */
  static ReleaseFollower start(
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<ModelRelease> values,
      ReleasedModels models,
      ModelStage stage) {
    var follower = new ReleaseFollower(consumers, values, models, stage);
    follower.thread.start();
    return follower;
  }

  private void run() {
    try {
      do {
        follow();
      } while (!closing.await(AFTER_A_FAILURE.toNanos(), TimeUnit.NANOSECONDS));
    } catch (WakeupException | InterruptedException e) {
      log.debug("Releases are not followed any more", e);
    } finally {
      models.stop();
    }
  }

  /** Returns when it cannot go on, such as without a broker. */
  private void follow() throws InterruptedException {
    try (var opened = consumers.get()) {
      consumer.set(opened);
      var reader = new ReleaseReader(opened, values);
      reader.readToEnd();
      while (!isClosing()) {
        models.follow(reader.poll(POLL), stage);
      }
    } catch (WakeupException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("The releases of models cannot be followed; the model that serves goes on", e);
    } finally {
      consumer.set(null);
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** The model that serves goes on. */
  @Override
  public void close() {
    closing.countDown();
    Optional.ofNullable(consumer.get()).ifPresent(Consumer::wakeup);
    try {
      thread.join(GRACE.toMillis());
      // It waits for a model to load.
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
