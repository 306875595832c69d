package io.engram.processor.config;

import io.engram.processor.commit.WindowLimit;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ClientSettings;
import io.engram.schemas.topics.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the processor meets Kafka.
 *
 * @param registryUrl address of the schema registry
 * @param registry further settings for the connection to it, such as its credentials
 * @param instanceId a stable name of this process: one that restarts under its old name takes its
 *     partitions back at once. Empty: none
 * @param threads stream threads
 * @param commitIntervalMillis how often outcomes are committed at least, and so seen by readers
 *     under exactly-once; sooner where they are scored sooner
 * @param window how much of a partition may be in flight
 * @param kafka further settings for Kafka Streams and its clients, such as security
 */
public record StreamConfig(
    String bootstrapServers,
    String registryUrl,
    Map<String, String> registry,
    String applicationId,
    String instanceId,
    Guarantee guarantee,
    int threads,
    int commitIntervalMillis,
    WindowLimit window,
    Map<String, String> kafka) {
  /** Kafka ends a transaction after ten seconds, and the commit that is due then with it. */
  private static final int MAX_COMMIT_INTERVAL_MILLIS = 5_000;

  /** Some heatmaps: those that are written together are compressed together, a fifth smaller. */
  private static final int BATCH_BYTES = 256 << 10;

  /**
   * While the broker completes a transaction, it refuses the next, which the producer then asks for
   * again. Kafka's 100 ms would be most of a latency. Requests of transactions keep to this pace
   * for as long as a broker is away; others get slower.
   */
  private static final int RETRY_MILLIS = 10;

  private static final int REPORT_WITHIN_MILLIS = 5_000;

  public StreamConfig {
    registry = Map.copyOf(registry);
    kafka = Map.copyOf(kafka);
  }

  static StreamConfig read(Settings settings) {
    return new StreamConfig(
        settings.required("bootstrap.servers"),
        settings.required("schema.registry.url"),
        settings.under("schema.registry.", StreamConfig::objectionToRegistry),
        settings.text("application.id", "engram-processor"),
        settings.text("instance.id", ""),
        settings.oneOf("processing.guarantee", Guarantee.EXACTLY_ONCE_V2),
        settings.integer("stream.threads", 1, 1, 256),
        settings.integer("commit.interval.ms", 500, 1, MAX_COMMIT_INTERVAL_MILLIS),
        new WindowLimit(
            settings.integer("window.per-partition", 64, 1, 100_000),
            settings.integer("window.max-bytes", 32 << 20, 1, Integer.MAX_VALUE)),
        settings.under("kafka.", KafkaNames::objection));
  }

  private static Optional<String> objectionToRegistry(String name) {
    Set<String> known = AvroSerdes.settingNames();
    return known.contains(name)
        ? Optional.empty()
        : Optional.of(
            "is unknown; did you mean schema.registry.%s?"
                .formatted(Settings.nearest(name, known)));
  }

  /** The configuration of a consumer of committed records outside of any group. */
  public Map<String, Object> readerConfig(Topic topic) {
    Map<String, Object> config =
        new StreamsConfig(toProperties())
            .getGlobalConsumerConfigs(applicationId + "-" + topic.topicName());
    config.putAll(ClientSettings.forConsuming(topic));
    return config;
  }

  /** The configuration of a producer, without transactions, of what may be lost. */
  public Map<String, Object> reportsConfig(Topic... topics) {
    Map<String, Object> config =
        new StreamsConfig(toProperties()).getProducerConfigs(applicationId + "-reports");
    config.putAll(ClientSettings.forProducing(topics));
    // Kafka Streams would rather wait for ever than lose a record; this one may be lost.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REPORT_WITHIN_MILLIS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REPORT_WITHIN_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * REPORT_WITHIN_MILLIS);
    return config;
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
    // Bulk does not wait for interactive images, nor gather meanwhile: the order of two topics'
    // events does not matter.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
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
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
    properties.putAll(kafka);
    return properties;
  }
}
