package io.engram.processor.drift;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the trainer for another model: publishes the newest version of a data set again, because of
 * drift. Once for each drift, and not where the newest version was published because of drift
 * already, by this processor or another: the trainer has looked at the data then. Nobody waits for
 * it. Thread-safe.
 */
final class RetrainRequests implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RetrainRequests.class);

  /** Finds the newest version of a data set; blocks. */
  @FunctionalInterface
  interface Updates {
    Optional<DatasetUpdated> newest(String dataset);
  }

  private final String dataset;
  private final Updates updates;
  private final Predicate<DatasetUpdated> publish;
  private final Clock clock;
  private final ThreadPoolExecutor thread;
  private final AtomicBoolean asked = new AtomicBoolean();

  /**
   * @param publish writes an update, and says whether it will; must not block
   */
  RetrainRequests(String dataset, Updates updates, Predicate<DatasetUpdated> publish, Clock clock) {
    this.dataset = dataset;
    this.updates = updates;
    this.publish = publish;
    this.clock = clock;
    this.thread =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> {
              Thread asking = new Thread(task, "engram-retrain-request");
              asking.setDaemon(true);
              return asking;
            },
            // One that waits asks for the same.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Asks soon, if that was not done for this drift; returns at once. */
  void request() {
    if (!asked.get()) {
      thread.execute(this::publishAgain);
    }
  }

  /** The drift has ended: the next is another. */
  void rearm() {
    asked.set(false);
  }

  private void publishAgain() {
    try {
      Optional<DatasetUpdated> newest = updates.newest(dataset);
      asked.set(true);
      if (newest.isEmpty()) {
        log.warn(
            "Data set {} is not published again because of drift: {} knows none of that name;"
                + " publish it (engram data publish) or set drift.dataset to another",
            dataset,
            Topic.DATASET_UPDATES.topicName());
      } else if (newest.get().getReason() == UpdateReason.DRIFT) {
        log.info("Data set {} has been published because of drift already", dataset);
      } else {
        asked.set(publish.test(again(newest.get())));
        log.info("Data set {} is published again because of drift", dataset);
      }
    } catch (RuntimeException e) {
      log.error("Data set {} cannot be published again because of drift", dataset, e);
    }
  }

  private DatasetUpdated again(DatasetUpdated newest) {
    // Not a copy by Avro, which cannot copy times.
    return DatasetUpdated.newBuilder()
        .setDataset(newest.getDataset())
        .setUri(newest.getUri())
        .setFingerprint(newest.getFingerprint())
        .setReason(UpdateReason.DRIFT)
        .setTrainingImages(newest.getTrainingImages())
        .setValidationImages(newest.getValidationImages())
        .setPublishedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  /** Gives up what is not asked for yet. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
