package io.engram.schemas.topics;

import org.apache.kafka.common.config.TopicConfig;

/** Something about a topic that is not as {@link Topic} and {@link TopicSettings} want it. */
record Mismatch(Topic topic, String setting, String found, String wanted) {
  static final String PARTITIONS = "partitions";

  /** A size limit above ours harms nothing. */
  boolean isAcceptable() {
    return found.equals(wanted) || isSizeLimit() && Long.parseLong(found) >= Long.parseLong(wanted);
  }

  /**
   * Whether no event could be lost by the change. Shorter retention and another clean-up policy
   * delete events, other partitions scatter a key's events.
   */
  boolean isSafeToMend() {
    return isSizeLimit() || setting.equals(TopicConfig.COMPRESSION_TYPE_CONFIG);
  }

  String change() {
    return "%s %s -> %s".formatted(setting, found, wanted);
  }

  String remedy() {
    return "%s is %s, not %s (left so; %s)".formatted(setting, found, wanted, command());
  }

  private boolean isSizeLimit() {
    return setting.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
  }

  private String command() {
    if (!setting.equals(PARTITIONS)) {
      return "to change it: kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s"
          .formatted(topic.topicName(), setting, wanted);
    }
    return Integer.parseInt(found) < Integer.parseInt(wanted)
        ? "to change it: kafka-topics.sh --alter --topic %s --partitions %s"
            .formatted(topic.topicName(), wanted)
        : "Kafka cannot take partitions away";
  }
}
