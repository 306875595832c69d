package io.engram.processor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private final CountDownLatch sending = new CountDownLatch(1);
  private final CountDownLatch away = new CountDownLatch(1);
  private boolean blocks;
  private boolean fails;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(
            ProducerRecord<String, byte[]> record, Callback callback) {
          sending.countDown();
          if (blocks) {
            awaitBroker();
          }
          if (fails) {
            throw new TimeoutException("away");
          }
          return super.send(record, callback);
        }
      };
  private AvroSerdes serdes;

  @BeforeEach
  void register() throws Exception {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    registry.register(Topic.MODEL_SWAPS.subject(), PublishedSchema.of(ModelSwap.class));
    serdes = AvroSerdes.of(registry);
  }

  @AfterEach
  void close() {
    serdes.close();
  }

  private void awaitBroker() {
    try {
      away.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModelSwap swap(String version) {
    return ModelSwap.newBuilder()
        .setProcessor("a")
        .setModelName("tiny")
        .setVersion(version)
        .setBundleSha256("a".repeat(64))
        .setOutcome(SwapOutcome.SERVING)
        .setTookMillis(1)
        .setSwappedAt(Instant.EPOCH)
        .build();
  }

  private static boolean send(Reports reports, String version) {
    return reports.send(Topic.MODEL_SWAPS, "a", swap(version));
  }

  @Test
  void shouldWriteEventsInOrderAndWhatWaitsBeforeItIsClosed() {
    try (Reports reports = new Reports(producer, serdes, 10)) {
      assertThat(send(reports, "1")).isTrue();
      assertThat(send(reports, "2")).isTrue();
    }

    assertThat(producer.history())
        .extracting(
            record ->
                serdes
                    .deserializer(ModelSwap.class)
                    .deserialize(record.topic(), record.value())
                    .getVersion())
        .containsExactly("1", "2");
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void shouldRefuseWhatFindsTooManyWaiting() throws Exception {
    blocks = true;
    try (Reports reports = new Reports(producer, serdes, 1)) {
      assertThat(send(reports, "1")).isTrue();
      sending.await();

      assertThat(send(reports, "2")).isTrue();
      assertThat(send(reports, "3")).isFalse();
      away.countDown();
    }

    assertThat(producer.history()).hasSize(2);
  }

  @Test
  void shouldGoOnWhereTheBrokerOrTheRegistryFails() {
    fails = true;
    try (Reports reports = new Reports(producer, serdes, 10)) {
      assertThat(send(reports, "1")).isTrue();
      assertThat(reports.send(Topic.VMS_HEATMAPS, "a", swap("of an unknown subject"))).isTrue();
      assertThat(send(reports, "2")).isTrue();
    }

    assertThat(producer.history()).isEmpty();
    assertThat(producer.closed()).isTrue();
  }
}
