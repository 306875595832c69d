package io.engram.schemas.topics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings that let Kafka's clients and brokers carry the largest event of a topic.
 *
 * <p>The defaults stop at 1 MiB. A producer refuses a record over {@code max.request.size}, before
 * compression, and one that does not fit into {@code buffer.memory}; a broker refuses a batch over
 * the topic's {@code max.message.bytes}, after compression. A consumer always gets at least one
 * batch, however large, so that its limits only decide how much it holds in memory.
 */
public final class ClientSettings {
  private static final int DEFAULT_BUFFER_MEMORY = 32 << 20;

  private ClientSettings() {}

  /** For a producer to {@code topics}, each event of which must arrive once. */
  public static Map<String, Object> forProducing(Topic... topics) {
    int largest = largestMessage(Arrays.stream(topics));
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
    // Two of the largest, so that one can be filled while the other is under way.
    settings.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max((long) DEFAULT_BUFFER_MEMORY, 2L * largest));
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression(topics));
    return settings;
  }

  /**
   * For a consumer of {@code topics}. A fetch brings at most one largest message, or many small
   * ones of the same size together; Kafka keeps that many bytes for each broker that it fetches
   * from.
   */
  public static Map<String, Object> forConsuming(Topic... topics) {
    int largest = largestMessage(Arrays.stream(topics));
    return Map.of(
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, largest,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, largest,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  /** For a broker that holds every topic. */
  public static Map<String, Object> forBroker() {
    int largest = largestMessage(Arrays.stream(Topic.values()));
    return Map.of("message.max.bytes", largest, "replica.fetch.max.bytes", largest);
  }

  private static int largestMessage(Stream<Topic> topics) {
    return topics.mapToInt(Topic::maxMessageBytes).max().orElseThrow();
  }

  /** The topics' own, or brokers would compress each batch again. */
  private static String compression(Topic... topics) {
    return Arrays.stream(topics)
        .map(Topic::compression)
        .filter(compression -> !compression.equals("producer"))
        .findFirst()
        .orElse("none");
  }
}
