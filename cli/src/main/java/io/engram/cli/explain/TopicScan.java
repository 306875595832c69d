package io.engram.cli.explain;

import io.engram.cli.connection.Connection;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicReplay;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Looks for one event in all that a topic holds. */
final class TopicScan {
  private final Connection connection;
  private final AvroSerdes serdes;

  TopicScan(Connection connection, AvroSerdes serdes) {
    this.connection = connection;
    this.serdes = serdes;
  }

  /** The last event of a topic that fits; of several partitions, the one with the latest time. */
  <T extends SpecificRecord> Optional<T> last(Topic topic, Class<T> type, Predicate<T> fits) {
    Latest<T> latest = new Latest<>(serdes.deserializer(type), fits);
    try (var consumer = connection.consumer(Set.of(topic))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      new TopicReplay(consumer, partitions).toEnd(latest::look);
    }
    return Optional.ofNullable(latest.found);
  }

  private static final class Latest<T> {
    private final Deserializer<T> values;
    private final Predicate<T> fits;
    private T found;
    private long foundAt = Long.MIN_VALUE;

    Latest(Deserializer<T> values, Predicate<T> fits) {
      this.values = values;
      this.fits = fits;
    }

    void look(ConsumerRecord<String, byte[]> record) {
      T event = values.deserialize(record.topic(), record.value());
      if (event != null && fits.test(event) && record.timestamp() >= foundAt) {
        found = event;
        foundAt = record.timestamp();
      }
    }
  }
}
