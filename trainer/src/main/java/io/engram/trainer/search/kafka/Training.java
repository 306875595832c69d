package io.engram.trainer.search.kafka;

import io.engram.schemas.TrialRequested;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialStoppedException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trial that a worker is training in a thread of its own. */
final class Training {

  /** Trains until done or asked to stop. */
  interface Work {
    TrialOutcome train(TrialJob job, BooleanSupplier stopRequested)
        throws TrialStoppedException, IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final TopicPartition partition;
  private final long offset;
  private final TrialRequested request;
  private final TrialJob job;
  private final AtomicBoolean abandoned = new AtomicBoolean();
  private Future<TrialOutcome> outcome;

  Training(TopicPartition partition, long offset, TrialRequested request, TrialJob job) {
    this.partition = partition;
    this.offset = offset;
    this.request = request;
    this.job = job;
  }

  void start(ExecutorService thread, Work work) {
    outcome = thread.submit(() -> work.train(job, abandoned::get));
  }

  TrialJob job() {
    return job;
  }

  TrialRequested request() {
    return request;
  }

  TopicPartition partition() {
    return partition;
  }

  /** What to commit once the result is there. */
  OffsetAndMetadata consumed() {
    return new OffsetAndMetadata(offset + 1);
  }

  /** Its partition is not ours any more, or the worker stops: the result will not be used. */
  void abandon() {
    abandoned.set(true);
  }

  boolean isAbandoned() {
    return abandoned.get();
  }

  boolean isDone() {
    return outcome.isDone();
  }

  /**
   * Waits for the end.
   *
   * @return empty if it was abandoned in time; refused if the program made a mistake, which it
   *     would make at every worker that took the trial over
   * @throws IOException if the worker cannot train: no fault of the trial
   */
  Optional<TrialOutcome> await() throws IOException, InterruptedException {
    try {
      return Optional.of(outcome.get());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof TrialStoppedException) {
        return Optional.empty();
      }
      if (cause instanceof RuntimeException) {
        LOG.error("trial {} cannot be trained", job.trial().number(), cause);
        return Optional.of(new Refused("the training failed: " + cause));
      }
      throw new IOException(
          "trial %d cannot be trained here: %s; its request stays for another worker"
              .formatted(job.trial().number(), cause.getMessage()),
          cause);
    }
  }
}
