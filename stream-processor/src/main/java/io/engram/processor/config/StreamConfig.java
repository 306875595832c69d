package io.engram.processor.config;

import io.engram.processor.commit.WindowLimit;
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
 * @param window how much of a partition may be in flight
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
    WindowLimit window,
    Map<String, String> kafka) {
  /**
   * Settings of Kafka that have a name of their own here, or without which images would be lost:
   * the commit rule needs Kafka's classic consumer, and no failure may be passed over.
   */
  private static final Map<String, String> RESERVED =
      Map.of(
          StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "set bootstrap.servers",
          StreamsConfig.APPLICATION_ID_CONFIG, "set application.id",
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "set processing.guarantee",
          StreamsConfig.NUM_STREAM_THREADS_CONFIG, "set stream.threads",
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "set commit.interval.ms",
          StreamsConfig.GROUP_PROTOCOL_CONFIG, "the commit rule needs the classic protocol",
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, "no failure may be passed over",
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, "no failure may be passed over");

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
        settings.integer("commit.interval.ms", 100, 1, 10_000),
        new WindowLimit(
            settings.integer("window.per-partition", 64, 1, 100_000),
            settings.integer("window.max-bytes", 32 << 20, 1, Integer.MAX_VALUE)),
        settings.under("kafka.", RESERVED));
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
        Math.min(window.images(), 64));
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
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
