package io.engram.processor.commit;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one client has committed so far. Kafka Streams commits in each interval in which a task did
 * anything, admitting images included; where no offset would move, that is a transaction for
 * nothing, which the next one has to wait for. Only offsets count: metadata alone is not worth a
 * commit. A partition that went and came back is never behind what is remembered of it.
 */
final class CommittedOffsets {
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  boolean wouldMove(Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.entrySet().stream()
        .anyMatch(e -> !Long.valueOf(e.getValue().offset()).equals(committed.get(e.getKey())));
  }

  void add(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }
}
