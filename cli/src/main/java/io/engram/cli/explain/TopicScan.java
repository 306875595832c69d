package io.engram.cli.explain;

import io.engram.cli.connection.Connection;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Looks for one event in all that a topic holds. */
final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Connection connection;
  private final AvroSerdes serdes;

  TopicScan(Connection connection, AvroSerdes serdes) {
    this.connection = connection;
    this.serdes = serdes;
  }

  /** The last event of a topic that fits; of several partitions, the one with the latest time. */
  <T extends SpecificRecord> Optional<T> last(Topic topic, Class<T> type, Predicate<T> fits) {
    Deserializer<T> values = serdes.deserializer(type);
    Optional<T> found = Optional.empty();
    long foundAt = Long.MIN_VALUE;
    try (var consumer = connection.consumer(Set.of(topic))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          Optional<T> event = read(record, values).filter(fits);
          if (event.isPresent() && record.timestamp() >= foundAt) {
            found = event;
            foundAt = record.timestamp();
          }
        }
      }
    }
    return found;
  }

  /** Others' mistakes are not what is looked for. */
  private static <T> Optional<T> read(
      ConsumerRecord<String, byte[]> record, Deserializer<T> values) {
    try {
      return Optional.ofNullable(values.deserialize(record.topic(), record.value()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }
}
