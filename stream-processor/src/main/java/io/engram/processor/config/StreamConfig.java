package io.engram.processor.config;

import io.engram.schemas.topics.Topic;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the processor meets Kafka.
 *
 * @param registryUrl address of the schema registry
 * @param instanceId a stable name of this process: one that restarts under its old name takes its
 *     partitions back at once. Empty: none
 * @param threads stream threads
 * @param commitIntervalMillis how often outcomes are committed, and so seen by readers under
 *     exactly-once
 * @param window images in flight per partition, beyond which the partition is paused
 * @param kafka further settings for Kafka Streams and its clients, such as security
 */
public record StreamConfig(
    String bootstrapServers,
    String registryUrl,
    String applicationId,
    String instanceId,
    Guarantee guarantee,
    int threads,
    int commitIntervalMillis,
    int window,
    Map<String, String> kafka) {
  public StreamConfig {
    kafka = Map.copyOf(kafka);
  }

  static StreamConfig read(Settings settings) {
    return new StreamConfig(
        settings.required("bootstrap.servers"),
        settings.required("schema.registry.url"),
        settings.text("application.id", "engram-processor"),
        settings.text("instance.id", ""),
        settings.oneOf("processing.guarantee", Guarantee.EXACTLY_ONCE_V2),
        settings.integer("stream.threads", 1, 1, 256),
        settings.integer("commit.interval.ms", 100, 1, 60_000),
        settings.integer("window.per-partition", 64, 1, 100_000),
        settings.under("kafka."));
  }

  /** The configuration of Kafka Streams. */
  public Properties toProperties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee.kafkaName());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitIntervalMillis);
    if (!instanceId.isEmpty()) {
      properties.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
    }
    // What a poll returns is admitted beyond a full window: keep it small.
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        Math.min(window, 64));
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topic.VMS_HEATMAPS.maxMessageBytes());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
        Topic.VMS_HEATMAPS.compression());
    properties.putAll(kafka);
    return properties;
  }
}
