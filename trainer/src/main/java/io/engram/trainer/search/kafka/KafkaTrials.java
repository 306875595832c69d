package io.engram.trainer.search.kafka;

import io.engram.schemas.TrialFinished;
import io.engram.schemas.TrialRequested;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.search.TrialExecutor;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the jobs of one search trained by {@link SearchWorker}s. For one thread. */
public final class KafkaTrials implements TrialExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTrials.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * The connection of a search, which stays the caller's to close.
   *
   * @param requests to {@link Topic#SEARCH_TRIALS}
   * @param reader reads committed records only, belongs to no group and has no assignment
   * @param requestValues reads values of {@link Topic#SEARCH_TRIALS}
   * @param resultValues reads values of {@link Topic#SEARCH_RESULTS}
   */
  public record Clients(
      Producer<String, TrialRequested> requests,
      Consumer<String, byte[]> reader,
      Deserializer<TrialRequested> requestValues,
      Deserializer<TrialFinished> resultValues) {}

  private final String search;
  private final String data;
  private final Clients clients;
  private final Clock clock;
  private final Set<TrialJob.Key> pending;
  private final int partitions;
  private final Set<TrialJob.Key> alreadyTaken = new HashSet<>();
  private final Queue<TrialResult> arrived = new ArrayDeque<>();

  /**
   * Reads what earlier processes of this search have asked for; blocks meanwhile.
   *
   * @param search its identity
   * @param data tells what workers must train on and start from
   * @param known results that are on disk
   */
  public KafkaTrials(String search, String data, Clients clients, Results known, Clock clock) {
    this.search = search;
    this.data = data;
    this.clients = clients;
    this.clock = clock;
    this.pending = requested();
    pending.removeIf(job -> known.of(job).isPresent());
    known.all().forEach(result -> alreadyTaken.add(result.job().key()));
    List<TopicPartition> trials = partitions(Topic.SEARCH_TRIALS);
    this.partitions = trials.size();
    List<TopicPartition> results = partitions(Topic.SEARCH_RESULTS);
    clients.reader.assign(results);
    clients.reader.seekToBeginning(results);
  }

  private Set<TrialJob.Key> requested() {
    List<TopicPartition> trials = partitions(Topic.SEARCH_TRIALS);
    clients.reader.assign(trials);
    clients.reader.seekToBeginning(trials);
    Map<TopicPartition, Long> ends = clients.reader.endOffsets(trials);
    Set<TrialJob.Key> jobs = new HashSet<>();
    while (trials.stream().anyMatch(p -> clients.reader.position(p) < ends.get(p))) {
      for (var record : clients.reader.poll(POLL)) {
        TrialRequested request = read(record, clients.requestValues);
        if (request != null && request.getSearch().equals(search)) {
          jobs.add(new TrialJob.Key(request.getTrial(), request.getUntilEpoch()));
        }
      }
    }
    return jobs;
  }

  private List<TopicPartition> partitions(Topic topic) {
    return clients.reader.partitionsFor(topic.topicName()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  @Override
  public Set<TrialJob.Key> pending() {
    return Set.copyOf(pending);
  }

  /** The topic holds as many as there may be. */
  @Override
  public int capacity() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void submit(TrialJob job) throws IOException, InterruptedException {
    int trial = job.trial().number();
    try {
      clients
          .requests
          .send(
              new ProducerRecord<>(
                  Topic.SEARCH_TRIALS.topicName(),
                  trial % partitions,
                  TrialEvents.key(search, trial),
                  TrialEvents.request(search, job, data, clock.instant())))
          .get();
    } catch (ExecutionException e) {
      throw new IOException(
          "trial %d cannot be sent to the workers: %s; check the broker and go on with the same command"
              .formatted(trial, e.getCause().getMessage()),
          e.getCause());
    }
  }

  @Override
  public TrialResult take(BooleanSupplier stopRequested) throws TrialStoppedException {
    while (arrived.isEmpty()) {
      if (stopRequested.getAsBoolean()) {
        throw new TrialStoppedException();
      }
      for (var record : clients.reader.poll(POLL)) {
        TrialFinished event = read(record, clients.resultValues);
        if (event != null && event.getSearch().equals(search)) {
          result(record, event).ifPresent(this::arrive);
        }
      }
    }
    return arrived.remove();
  }

  private static Optional<TrialResult> result(
      ConsumerRecord<String, byte[]> record, TrialFinished event) {
    try {
      return Optional.of(TrialEvents.result(event));
    } catch (IllegalArgumentException e) {
      leaveOut(record, e);
      return Optional.empty();
    }
  }

  /** The topic is read from its beginning, so that what is on disk comes by once more. */
  private void arrive(TrialResult result) {
    if (!alreadyTaken.remove(result.job().key())) {
      arrived.add(result);
    }
  }

  /** The record's event, or null if it is none: somebody else's mistake must not end the search. */
  private static <T> T read(ConsumerRecord<String, byte[]> record, Deserializer<T> values) {
    try {
      return values.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      leaveOut(record, e);
      return null;
    }
  }

  private static void leaveOut(ConsumerRecord<String, byte[]> record, RuntimeException reason) {
    LOG.warn(
        "{}-{}, offset {} is left out: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        reason.getMessage());
  }
}
