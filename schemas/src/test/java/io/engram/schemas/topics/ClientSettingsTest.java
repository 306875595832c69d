package io.engram.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
  private static final int LARGEST = 33 << 20;

  @Test
  void shouldLetAProducerSendTheLargestImage() {
    Map<String, Object> settings = ClientSettings.forProducing(Topic.IMAGE_EVENTS);
    assertThat(settings)
        .containsEntry("max.request.size", LARGEST)
        .containsEntry("buffer.memory", 2L * LARGEST)
        .containsEntry("compression.type", "none");
  }

  @Test
  void shouldSpareAProducerOfSmallEventsTheMemory() {
    assertThat(ClientSettings.forProducing(Topic.MEMORABILITY_SCORES))
        .containsEntry("max.request.size", 1 << 20)
        .containsEntry("buffer.memory", 32L << 20);
  }

  @Test
  void shouldCompressAsTheTopicsDo() {
    assertThat(ClientSettings.forProducing(Topic.VMS_HEATMAPS, Topic.SCORING_FAILURES))
        .containsEntry("compression.type", "zstd");
  }

  @Test
  void shouldFetchTheLargestOfSeveralTopics() {
    assertThat(ClientSettings.forConsuming(Topic.MEMORABILITY_SCORES, Topic.VMS_HEATMAPS))
        .containsEntry("max.partition.fetch.bytes", 4 << 20);
  }

  @Test
  void shouldLetABrokerTakeTheLargestMessageOfAnyTopic() {
    assertThat(ClientSettings.forBroker()).containsEntry("message.max.bytes", LARGEST);
  }

  @Test
  void shouldBeUnderstoodByKafka() {
    Map<String, Object> producer = new HashMap<>(ClientSettings.forProducing(Topic.values()));
    producer.put("bootstrap.servers", "localhost:9092");
    producer.put("key.serializer", StringSerializer.class);
    producer.put("value.serializer", StringSerializer.class);
    Map<String, Object> consumer = new HashMap<>(ClientSettings.forConsuming(Topic.values()));
    consumer.put("bootstrap.servers", "localhost:9092");
    consumer.put("key.deserializer", StringDeserializer.class);
    consumer.put("value.deserializer", StringDeserializer.class);

    assertThat(new ProducerConfig(producer).getInt("max.request.size")).isEqualTo(LARGEST);
    assertThat(new ConsumerConfig(consumer).getInt("fetch.max.bytes")).isEqualTo(LARGEST);
  }
}
