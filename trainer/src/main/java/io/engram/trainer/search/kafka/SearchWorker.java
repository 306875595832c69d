package io.engram.trainer.search.kafka;

import io.engram.schemas.TrialFinished;
import io.engram.schemas.TrialRequested;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import io.engram.trainer.search.trial.TrialTrainer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the trials of any search, one at a time, until it is asked to stop. A thread of its own
 * trains while this one polls with its partitions paused, so that the group knows that the worker
 * lives however long a trial takes.
 *
 * <p>Everything that goes wrong with the worker ends it, and leaves the trial to another. What goes
 * wrong with the trial is its result: it would at every other worker.
 */
public final class SearchWorker {

  private static final String GROUPS = "engram-search-workers-";

  private static final Logger LOG = LoggerFactory.getLogger(SearchWorker.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * The connection of a worker, which stays the caller's to close.
   *
   * @param trials of the worker's {@link #group}; gives one record a poll, commits nothing by
   *     itself, and keeps partitions over a rebalance where it can
   * @param requestValues reads values of {@link Topic#SEARCH_TRIALS}
   * @param results to {@link Topic#SEARCH_RESULTS}, with a transactional id that no other has
   */
  public record Clients(
      Consumer<String, byte[]> trials,
      Deserializer<TrialRequested> requestValues,
      Producer<String, TrialFinished> results) {}

  private final Clients clients;
  private final TrialTrainer trainer;
  private final WorkerDirectory directory;
  private final String data;
  private final String name;
  private final Clock clock;
  private final WorkerListener listener;
  private final Set<String> foreign = new HashSet<>();
  private Training current;

  /**
   * @param directory where checkpoints are kept; no other worker may have it
   * @param data tells what this worker trains on and starts from
   * @param name of this worker, for people
   */
  public SearchWorker(
      Clients clients,
      TrialTrainer trainer,
      WorkerDirectory directory,
      String data,
      String name,
      Clock clock,
      WorkerListener listener) {
    this.clients = clients;
    this.trainer = trainer;
    this.directory = directory;
    this.data = data;
    this.name = name;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * The consumer group of all workers with one data set and backbone. Each group reads every
   * request and passes over those of others, so that nobody waits for a search that only others can
   * train.
   *
   * @param data tells what they train on and start from
   */
  public static String group(String data) {
    return GROUPS + data;
  }

  /**
   * Trains until asked to stop; then the trial under way is left to another worker.
   *
   * @throws IOException if trials cannot be trained here, which another worker may be able to
   */
  public void run(BooleanSupplier stopRequested) throws IOException, InterruptedException {
    clients.results.initTransactions();
    clients.trials.subscribe(List.of(Topic.SEARCH_TRIALS.topicName()), new Rebalances());
    ExecutorService thread = Executors.newSingleThreadExecutor(r -> new Thread(r, "trial"));
    try {
      while (!stopRequested.getAsBoolean()) {
        for (ConsumerRecord<String, byte[]> record : clients.trials.poll(POLL)) {
          begin(record, thread);
        }
        if (current != null && current.isDone()) {
          end();
        }
      }
    } finally {
      close(thread);
    }
  }

  /** Not by an interrupt, which could hit a write; the training ends before its next step. */
  private void close(ExecutorService thread) throws InterruptedException {
    if (current != null) {
      current.abandon();
    }
    thread.shutdown();
    while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      LOG.info("{}: waiting for the training to stop", name);
    }
  }

  private void begin(ConsumerRecord<String, byte[]> record, ExecutorService thread) {
    var partition = new TopicPartition(record.topic(), record.partition());
    Optional<TrialRequested> request = read(record);
    if (request.isEmpty() || isForeign(request.get())) {
      skip(partition, record.offset());
      return;
    }
    TrialJob job;
    try {
      job = TrialEvents.job(request.get());
    } catch (IllegalArgumentException e) {
      refuse(partition, record.offset(), request.get(), e);
      return;
    }
    current = new Training(partition, record.offset(), request.get(), job);
    clients.trials.pause(clients.trials.assignment());
    listener.started(job);
    String search = request.get().getSearch();
    current.start(thread, (j, stop) -> train(search, j, stop));
  }

  /** Somebody else's mistake in the topic must not stop every worker that comes across it. */
  private Optional<TrialRequested> read(ConsumerRecord<String, byte[]> record) {
    try {
      TrialRequested request = clients.requestValues.deserialize(record.topic(), record.value());
      if (request != null) {
        return Optional.of(request);
      }
      LOG.warn("{}, offset {} is empty and left out", record.topic(), record.offset());
    } catch (SerializationException e) {
      LOG.warn(
          "{}-{}, offset {} is no request and left out: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * Whether it is for workers with another data set or backbone, who read the topic in a group of
   * their own.
   */
  private boolean isForeign(TrialRequested request) {
    boolean other = !request.getDataFingerprint().equals(data);
    if (other && foreign.add(request.getSearch())) {
      listener.passedOver(request.getSearch(), request.getDataFingerprint());
    }
    return other;
  }

  /** Answers a request that makes no sense here: without a result its search would wait forever. */
  private void refuse(
      TopicPartition partition, long offset, TrialRequested request, IllegalArgumentException e) {
    LOG.warn("{}, offset {} cannot be trained: {}", partition, offset, e.getMessage());
    var outcome =
        new Refused("worker %s cannot read the request: %s".formatted(name, e.getMessage()));
    boolean committed = commit(request, partition, new OffsetAndMetadata(offset + 1), outcome);
    if (!committed && clients.trials.assignment().contains(partition)) {
      // The group is being rearranged: whoever has the partition then comes across it once more.
      clients.trials.seek(partition, offset);
    }
  }

  private TrialOutcome train(String search, TrialJob job, BooleanSupplier stopRequested)
      throws TrialStoppedException, IOException, InterruptedException {
    return trainer.train(
        job,
        directory.of(search).of(job.trial().number()),
        epoch -> listener.epochEnded(job, epoch),
        stopRequested);
  }

  private void end() throws IOException, InterruptedException {
    Optional<TrialOutcome> outcome = current.await();
    if (current.isAbandoned() || outcome.isEmpty()) {
      listener.takenOver(current.job());
    } else if (commit(current.request(), current.partition(), current.consumed(), outcome.get())) {
      listener.finished(current.job(), outcome.get());
      directory
          .of(current.request().getSearch())
          .discardIfOver(new TrialResult(current.job(), outcome.get(), name));
    } else {
      // After the next poll the group has told whose the trial is now.
      return;
    }
    directory.trained(current.request().getSearch(), current.job(), clock.instant());
    current = null;
    clients.trials.resume(clients.trials.assignment());
  }

  /** Returns whether result and offset are committed; not if the group is just being rearranged. */
  private boolean commit(
      TrialRequested request,
      TopicPartition partition,
      OffsetAndMetadata consumed,
      TrialOutcome outcome) {
    TrialFinished event = TrialEvents.finished(request, outcome, name, clock.instant());
    String key = TrialEvents.key(request.getSearch(), request.getTrial());
    clients.results.beginTransaction();
    try {
      // A failure to send shows when the transaction is committed.
      var unused =
          clients.results.send(new ProducerRecord<>(Topic.SEARCH_RESULTS.topicName(), key, event));
      commitOffset(partition, consumed);
      return true;
    } catch (CommitFailedException e) {
      LOG.info("{}: not committed yet: {}", name, e.getMessage());
      clients.results.abortTransaction();
      return false;
    }
  }

  private void skip(TopicPartition partition, long offset) {
    clients.results.beginTransaction();
    try {
      commitOffset(partition, new OffsetAndMetadata(offset + 1));
    } catch (CommitFailedException e) {
      // Whoever has the partition now will come across the record again.
      clients.results.abortTransaction();
    }
  }

  /**
   * The group's generation goes with the offset, so that a worker that lost its place is fenced.
   */
  private void commitOffset(TopicPartition partition, OffsetAndMetadata consumed) {
    clients.results.sendOffsetsToTransaction(
        Map.of(partition, consumed), clients.trials.groupMetadata());
    clients.results.commitTransaction();
  }

  /** Gives the trial up when its partition goes, and takes no second one while there is one. */
  private final class Rebalances implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      if (current != null) {
        clients.trials.pause(added);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
      if (current != null && removed.contains(current.partition())) {
        current.abandon();
      }
    }
  }
}
