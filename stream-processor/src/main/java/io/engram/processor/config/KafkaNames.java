package io.engram.processor.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The names of Kafka's settings. Kafka itself passes over a name that it does not know, so that a
 * misspelt security setting would connect without security.
 */
final class KafkaNames {
  /** What Kafka Streams puts before a setting that is for one kind of client only. */
  private static final List<String> CLIENTS =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  /**
   * Settings that have a name of their own here, or without which images would be lost: the commit
   * rule needs Kafka's classic consumer, and no failure may be passed over.
   */
  private static final Map<String, String> RESERVED =
      Map.of(
          StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
          "set bootstrap.servers",
          StreamsConfig.APPLICATION_ID_CONFIG,
          "set application.id",
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          "set processing.guarantee",
          StreamsConfig.NUM_STREAM_THREADS_CONFIG,
          "set stream.threads",
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          "set commit.interval.ms",
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          "set instance.id",
          StreamsConfig.GROUP_PROTOCOL_CONFIG,
          "the commit rule needs the classic protocol",
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          "no failure may be passed over",
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          "no failure may be passed over",
          // Its name until Kafka 4.0, which still works.
          "default.production.exception.handler",
          "no failure may be passed over");

  private static final Set<String> KNOWN = known();

  private KafkaNames() {}

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());
    return names;
  }

  /** Why a setting of that name cannot be passed to Kafka, as a predicate; empty if it can. */
  static Optional<String> objection(String name) {
    String client = CLIENTS.stream().filter(name::startsWith).findFirst().orElse("");
    String bare = name.substring(client.length());
    if (RESERVED.containsKey(bare)) {
      return Optional.of("cannot be set: " + RESERVED.get(bare));
    }
    return KNOWN.contains(bare)
        ? Optional.empty()
        : Optional.of(
            "is unknown to Kafka; did you mean kafka.%s%s?"
                .formatted(client, Settings.nearest(bare, KNOWN)));
  }
}
