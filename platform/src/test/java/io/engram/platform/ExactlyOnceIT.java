package io.engram.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.platform.testing.TestPlatform;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ClientSettings;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events through the real broker and registry, as the stream processor moves them. */
class ExactlyOnceIT {
  private static final TopicPartition UPDATES =
      new TopicPartition(Topic.DATASET_UPDATES.topicName(), 0);

  private static TestPlatform platform;
  private static AvroSerdes serdes;

  @BeforeAll
  static void start() throws Exception {
    platform = TestPlatform.start();
    serdes = AvroSerdes.connect(platform.registryUrl());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      TopicsApplier.apply(admin, serdes.registry(), TopicSettings.defaults());
    }
  }

  @AfterAll
  static void stop() {
    serdes.close();
    platform.close();
  }

  @Test
  void shouldShowCommittedTransactionsOnly() {
    try (var producer = producer(DatasetUpdated.class, Topic.DATASET_UPDATES, "writer")) {
      producer.initTransactions();
      send(producer, "first");
      producer.commitTransaction();
      send(producer, "aborted");
      producer.abortTransaction();
      send(producer, "second");
      producer.commitTransaction();
    }
    try (var consumer = consumer(DatasetUpdated.class, Topic.DATASET_UPDATES)) {
      consumer.assign(List.of(UPDATES));
      consumer.seekToBeginning(List.of(UPDATES));

      assertThat(read(consumer, 2))
          .extracting(DatasetUpdated::getDataset)
          .containsExactly("first", "second");
    }
  }

  @Test
  void shouldCommitOffsetsWithTheTransaction() throws Exception {
    try (var producer = producer(DatasetUpdated.class, Topic.DATASET_UPDATES, "mover");
        var consumer = consumer(DatasetUpdated.class, Topic.DATASET_UPDATES);
        Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(
          Map.of(UPDATES, new OffsetAndMetadata(7)), consumer.groupMetadata());
      producer.commitTransaction();

      assertThat(
              admin
                  .listConsumerGroupOffsets("readers")
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .get(UPDATES)
                  .offset())
          .isEqualTo(7);
    }
  }

  @Test
  void shouldCarryTheLargestImage() {
    ByteBuffer content = ByteBuffer.allocate(Topic.MAX_IMAGE_BYTES);
    content.put(Topic.MAX_IMAGE_BYTES - 1, (byte) 42);
    ImageEvent event =
        ImageEvent.newBuilder()
            .setImageId("large.png")
            .setContent(content)
            .setRegionsOfInterest(List.of())
            .setSubmittedAt(Instant.EPOCH)
            .build();
    TopicPartition partition = new TopicPartition(Topic.IMAGE_EVENTS.topicName(), 3);

    try (var producer = producer(ImageEvent.class, Topic.IMAGE_EVENTS, "submitter");
        var consumer = consumer(ImageEvent.class, Topic.IMAGE_EVENTS)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), "key", event));
      producer.commitTransaction();
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));

      assertThat(read(consumer, 1).get(0).equals(event)).isTrue();
    }
  }

  @Test
  void shouldNotInventTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("image-evnets")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  private static void send(Producer<String, DatasetUpdated> producer, String dataset) {
    DatasetUpdated event =
        DatasetUpdated.newBuilder()
            .setDataset(dataset)
            .setUri("file:/data")
            .setFingerprint("0".repeat(64))
            .setReason(UpdateReason.NEW_LABELS)
            .setTrainingImages(1280)
            .setValidationImages(320)
            .setPublishedAt(Instant.EPOCH)
            .build();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(UPDATES.topic(), dataset, event));
    producer.flush();
  }

  private static <T extends SpecificRecord> Producer<String, T> producer(
      Class<T> type, Topic topic, String transactionalId) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.forProducing(topic));
    settings.put("bootstrap.servers", platform.bootstrapServers());
    settings.put("transactional.id", transactionalId);
    return new KafkaProducer<>(settings, new StringSerializer(), serdes.serializer(type));
  }

  private static <T extends SpecificRecord> Consumer<String, T> consumer(
      Class<T> type, Topic topic) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.forConsuming(topic));
    settings.put("bootstrap.servers", platform.bootstrapServers());
    settings.put("group.id", "readers");
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(type));
  }

  /** Reads until {@code count} events have come; further ones would follow in the same poll. */
  private static <T> List<T> read(Consumer<String, T> consumer, int count) {
    List<T> events = new ArrayList<>();
    for (int polls = 0; polls < 30 && events.size() < count; polls++) {
      consumer.poll(Duration.ofSeconds(1)).forEach(record -> events.add(record.value()));
    }
    return events;
  }
}
