package io.engram.trainer.retrain;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.TrainingProgress;
import io.engram.schemas.TrainingStage;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.Presets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** A retrain service on clients that the test plays, with trainings that it scripts. */
final class ServedRetraining implements AutoCloseable {
  private static final TopicPartition UPDATES =
      new TopicPartition(Topic.DATASET_UPDATES.topicName(), 0);

  final ScriptedRetraining retraining = new ScriptedRetraining();
  final RecordedMetrics metrics = new RecordedMetrics();
  final RetrainConfig config;

  /** What the service's clock stands at. */
  volatile Instant now = Instant.EPOCH;

  /** The decision by which a model serves that somebody promoted by hand. */
  volatile Optional<ModelRelease> promotedByHand = Optional.empty();

  private final AvroSerdes serdes = AvroSerdes.of(registry());
  private final MockConsumer<String, byte[]> updates = new MockConsumer<>("earliest");
  private final MockProducer<String, ModelRelease> releases =
      new MockProducer<>(true, null, new StringSerializer(), serdes.serializer(ModelRelease.class));
  private final MockProducer<String, TrainingProgress> progress =
      new MockProducer<>(
          true, null, new StringSerializer(), serdes.serializer(TrainingProgress.class));
  private long offset;

  ServedRetraining(Path work) {
    config = config(work);
    updates.updateBeginningOffsets(Map.of(UPDATES, 0L));
    atPoll(this::assign);
  }

  /** Retrains the preset light. */
  static RetrainConfig config(Path work) {
    return new RetrainConfig(
        Presets.light(),
        Optional.empty(),
        Optional.empty(),
        new Gate(0),
        1,
        1,
        Machine.plain(),
        work);
  }

  private static MockSchemaRegistryClient registry() {
    var registry = new MockSchemaRegistryClient();
    try {
      for (Topic topic :
          List.of(Topic.DATASET_UPDATES, Topic.MODEL_RELEASES, Topic.TRAINING_PROGRESS)) {
        registry.register(topic.subject(), PublishedSchema.of(topic.event()));
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return registry;
  }

  void serveUntil(BooleanSupplier enough) throws Exception {
    var clients =
        new RetrainService.Clients(
            updates,
            serdes.deserializer(DatasetUpdated.class),
            releases,
            this::decisions,
            progress);
    new RetrainService(config, clients, retraining, new ServiceClock(), event -> {}, metrics)
        .run(() -> enough.getAsBoolean() || isOverdue());
  }

  void serveUntilCommits(int count) throws Exception {
    serveUntil(() -> releases.commitCount() == count);
  }

  /** No poll blocks, so nothing else would notice that the test's time is over. */
  private static boolean isOverdue() {
    if (Thread.interrupted()) {
      throw new AssertionError("what is waited for has not come");
    }
    return false;
  }

  /** What was committed, after what somebody promoted by hand. */
  Releases decisions() {
    var decisions = new Releases();
    promotedByHand.ifPresent(release -> decisions.add(config.model(), release, 0));
    releases.history().forEach(record -> decisions.add(record.key(), record.value(), 1));
    return decisions;
  }

  /** Each poll does the next of these before it returns. */
  void atPoll(Runnable task) {
    updates.schedulePollTask(task);
  }

  /** From its first record on, as nothing was committed. */
  void assign() {
    updates.rebalance(List.of(UPDATES));
    offset = 0;
  }

  void revoke() {
    updates.rebalance(List.of());
  }

  /** Commits fail until the first poll after one has. */
  void refuseOneCommit() {
    releases.commitTransactionException = new CommitFailedException();
    acceptCommitsOnceAborted();
  }

  private void acceptCommitsOnceAborted() {
    atPoll(
        () -> {
          if (releases.transactionAborted()) {
            releases.commitTransactionException = null;
          } else {
            acceptCommitsOnceAborted();
          }
        });
  }

  void update(String dataset, String fingerprint) {
    add(
        serdes
            .serializer(DatasetUpdated.class)
            .serialize(UPDATES.topic(), Updates.of(dataset, fingerprint)));
  }

  void add(byte[] value) {
    updates.addRecord(new ConsumerRecord<>(UPDATES.topic(), 0, offset++, "key", value));
  }

  /** Keys and values of committed decisions. */
  List<ProducerRecord<String, ModelRelease>> decided() {
    return releases.history();
  }

  /** Offsets, in the order in which they were committed. */
  List<Long> committed() {
    return releases.consumerGroupOffsetsHistory().stream()
        .flatMap(commit -> commit.values().stream())
        .map(group -> group.get(UPDATES).offset())
        .toList();
  }

  List<TrainingProgress> reported(TrainingStage stage) {
    return progress.history().stream()
        .map(ProducerRecord::value)
        .filter(event -> event.getStage() == stage)
        .toList();
  }

  @Override
  public void close() {
    serdes.close();
  }

  private final class ServiceClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
