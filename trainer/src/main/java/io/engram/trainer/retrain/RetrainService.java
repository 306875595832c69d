package io.engram.trainer.retrain;

import io.engram.model.signing.SigningKey;
import io.engram.model.store.ModelStore;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.TrainingProgress;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.retrain.PendingUpdates.Next;
import io.engram.trainer.run.TrainingStoppedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retrains one model whenever its data has a new version, until it is asked to stop. A thread of
 * its own trains while this one polls, so that the group knows that the service lives, and updates
 * that come meanwhile are merged. Several services for one model stand by for each other.
 */
public final class RetrainService {
  private static final Logger LOG = LoggerFactory.getLogger(RetrainService.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final TopicPartition UPDATES =
      new TopicPartition(Topic.DATASET_UPDATES.topicName(), 0);

  /**
   * The connection, which stays the caller's to close.
   *
   * @param updates of the service's {@link #group}; commits nothing by itself
   * @param values reads values of {@link Topic#DATASET_UPDATES}
   * @param releases to {@link Topic#MODEL_RELEASES}, with a transactional id that no other has; a
   *     service that lost its place in the group is fenced by that
   * @param decisions reads all decisions up to now
   * @param progress to {@link Topic#TRAINING_PROGRESS}
   */
  public record Clients(
      Consumer<String, byte[]> updates,
      Deserializer<DatasetUpdated> values,
      Producer<String, ModelRelease> releases,
      Supplier<Releases> decisions,
      Producer<String, TrainingProgress> progress) {}

  private final RetrainConfig config;
  private final Clients clients;
  private final Retraining retraining;
  private final WorkFolder work;
  private final Clock clock;
  private final ProgressReport report;
  private final RetrainMetrics metrics;
  private final PendingUpdates pending = new PendingUpdates();
  private Optional<Running> running = Optional.empty();

  /** A training under way. */
  private record Running(
      Next next, Instant since, Future<Verdict> verdict, AtomicBoolean abandoned) {}

  /**
   * @param store where bundles go; stays the caller's to close
   * @param key signs bundles
   * @param listener hears what is reported
   * @param metrics counts
   */
  public RetrainService(
      RetrainConfig config,
      Clients clients,
      ModelStore store,
      Optional<SigningKey> key,
      Clock clock,
      java.util.function.Consumer<TrainingProgress> listener,
      RetrainMetrics metrics) {
    this(config, clients, new Challenge(config, store, key, clock), clock, listener, metrics);
  }

  RetrainService(
      RetrainConfig config,
      Clients clients,
      Retraining retraining,
      Clock clock,
      java.util.function.Consumer<TrainingProgress> listener,
      RetrainMetrics metrics) {
    this.config = config;
    this.clients = clients;
    this.retraining = retraining;
    this.work = new WorkFolder(config);
    this.clock = clock;
    this.report = new ProgressReport(config, clients.progress(), clock, listener, metrics);
    this.metrics = metrics;
  }

  /** The consumer group of the services that retrain a model. */
  public static String group(String model) {
    return "engram-retrain-" + model;
  }

  /**
   * Serves until asked to stop; a training under way keeps its last epoch then.
   *
   * @throws IOException if its folder or the store fail: the event stays for the next start
   */
  public void run(BooleanSupplier stopRequested) throws IOException, InterruptedException {
    clients.releases().initTransactions();
    clients.updates().subscribe(List.of(UPDATES.topic()), new Rebalances());
    tidy();
    ExecutorService thread = Executors.newSingleThreadExecutor(r -> new Thread(r, "retrain"));
    try {
      while (!stopRequested.getAsBoolean()) {
        clients.updates().poll(POLL).forEach(this::add);
        if (running.isEmpty()) {
          pending.take().ifPresent(next -> begin(next, clock.instant(), thread));
        } else if (running.get().verdict().isDone()) {
          end(running.get(), thread);
        }
        metrics.updatesWaiting(pending.size());
      }
    } finally {
      close(thread);
    }
  }

  /** Not by an interrupt, which could hit a write; the training ends before its next step. */
  private void close(ExecutorService thread) throws InterruptedException {
    running.ifPresent(one -> one.abandoned().set(true));
    thread.shutdown();
    while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      LOG.info("Waiting for the training to stop");
    }
  }

  /** Somebody's mistake in the topic must not stop the service. */
  private void add(ConsumerRecord<String, byte[]> record) {
    try {
      DatasetUpdated event = clients.values().deserialize(record.topic(), record.value());
      if (event != null && event.getFingerprint().matches("[0-9a-f]{64}")) {
        pending.add(record.offset(), event);
        return;
      }
      LOG.warn("{}, offset {} is empty or has no fingerprint", record.topic(), record.offset());
    } catch (SerializationException e) {
      LOG.warn("{}, offset {} is left out: {}", record.topic(), record.offset(), e.getMessage());
    }
  }

  private void begin(Next next, Instant since, ExecutorService thread) {
    DatasetUpdated event = next.newest().event();
    next.superseded().forEach(old -> supersede(old.event(), event));
    AtomicBoolean abandoned = new AtomicBoolean();
    Future<Verdict> verdict =
        thread.submit(
            () -> retraining.run(event, clients.decisions(), report::listener, abandoned::get));
    running = Optional.of(new Running(next, since, verdict, abandoned));
  }

  private void supersede(DatasetUpdated old, DatasetUpdated by) {
    report.superseded(old, by);
    if (!old.getFingerprint().equals(by.getFingerprint())) {
      work.discard(config.version(old.getFingerprint()));
    }
  }

  private void end(Running ended, ExecutorService thread) throws IOException, InterruptedException {
    if (ended.abandoned().get()) {
      // Whoever has the partition now begins anew, and has the word.
      running = Optional.empty();
      return;
    }
    Optional<Verdict> verdict = verdict(ended);
    if (verdict.isPresent() && isOutdated(verdict.get())) {
      LOG.info("Another model serves since the comparison; comparing again");
      begin(new Next(ended.next().newest(), List.of()), ended.since(), thread);
      return;
    }
    if (verdict.isPresent() && !commit(verdict.get())) {
      // The group is being rearranged: after the next poll it has told whose the event is now.
      return;
    }
    verdict.ifPresent(one -> report(one, Duration.between(ended.since(), clock.instant())));
    running = Optional.empty();
    tidy();
  }

  /** All is decided by then: what is not deleted now is so the next time. */
  private void tidy() {
    try {
      work.tidy(clients.decisions().get());
    } catch (KafkaException e) {
      LOG.warn("{} is not tidied up: the decisions cannot be read", config.work(), e);
    }
  }

  /** People decide, too, while a training runs. */
  private boolean isOutdated(Verdict verdict) {
    return verdict instanceof Verdict.Decided decided
        && !clients.decisions().get().serving(config.model()).equals(decided.champion());
  }

  /** Empty if it was abandoned in time. */
  private Optional<Verdict> verdict(Running ended) throws IOException, InterruptedException {
    try {
      return Optional.of(ended.verdict().get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainingStoppedException) {
        return Optional.empty();
      }
      DatasetUpdated event = ended.next().newest().event();
      if (isTheDatas(e.getCause())) {
        // It would end like this again.
        LOG.error("{} cannot be trained on", event.getDataset(), e.getCause());
        return Optional.of(
            new Verdict.Refused(
                event,
                "data set %s at %s: the training failed: %s; see the log, and publish it again once that is mended"
                    .formatted(event.getDataset(), event.getUri(), e.getCause())));
      }
      throw new IOException(
          "data set %s cannot be trained on here: %s; its event stays for the next start"
              .formatted(event.getDataset(), e.getCause()),
          e.getCause());
    }
  }

  /** Neither a broker nor a disk is the data's fault, whatever wraps what they say. */
  private static boolean isTheDatas(Throwable failure) {
    boolean fromOutside = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      fromOutside |= cause instanceof IOException || cause instanceof KafkaException;
    }
    return failure instanceof RuntimeException && !fromOutside;
  }

  /** Returns whether decision and offset are committed. */
  private boolean commit(Verdict verdict) {
    var publisher = new ReleasePublisher(clients.releases());
    try {
      if (verdict instanceof Verdict.Decided decided) {
        publisher.publish(decided.release(), read(), clients.updates().groupMetadata());
      } else {
        publisher.publishNothing(read(), clients.updates().groupMetadata());
      }
      return true;
    } catch (CommitFailedException e) {
      LOG.info("Not committed yet: {}", e.getMessage());
      return false;
    }
  }

  /** All up to the first event that still waits. */
  private Map<TopicPartition, OffsetAndMetadata> read() {
    long offset = pending.first().orElseGet(() -> clients.updates().position(UPDATES));
    return Map.of(UPDATES, new OffsetAndMetadata(offset));
  }

  private void report(Verdict verdict, Duration took) {
    if (verdict instanceof Verdict.Decided decided) {
      report.decided(decided, took);
    } else if (verdict instanceof Verdict.Refused refused) {
      report.refused(refused);
    } else if (verdict instanceof Verdict.Known known) {
      report.known(known);
    }
  }

  /** Another service goes on from the committed offset. */
  private final class Rebalances implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      LOG.info("Reading {}", added);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
      if (removed.contains(UPDATES)) {
        pending.clear();
        running.ifPresent(one -> one.abandoned().set(true));
      }
    }
  }
}
