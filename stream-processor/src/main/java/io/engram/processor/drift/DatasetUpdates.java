package io.engram.processor.drift;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code dataset-updates} from its beginning, each time anew: it has few events. */
final class DatasetUpdates implements RetrainRequests.Updates {
  private static final Logger log = LoggerFactory.getLogger(DatasetUpdates.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration WITHIN = Duration.ofMinutes(1);

  // One, so that updates have an order.
  private final List<TopicPartition> partitions =
      List.of(new TopicPartition(Topic.DATASET_UPDATES.topicName(), 0));
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Deserializer<DatasetUpdated> values;

  /**
   * @param consumers of committed records, outside of any group
   */
  DatasetUpdates(
      Supplier<Consumer<String, byte[]>> consumers, Deserializer<DatasetUpdated> values) {
    this.consumers = consumers;
    this.values = values;
  }

  /**
   * @throws org.apache.kafka.common.KafkaException if the topic cannot be read
   */
  @Override
  public Optional<DatasetUpdated> newest(String dataset) {
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partitions.get(0));
      long deadline = System.nanoTime() + WITHIN.toNanos();
      DatasetUpdated newest = null;
      while (consumer.position(partitions.get(0)) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          newest = read(record).filter(one -> one.getDataset().equals(dataset)).orElse(newest);
        }
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException(partitions + " was not read within " + WITHIN);
        }
      }
      return Optional.ofNullable(newest);
    }
  }

  private Optional<DatasetUpdated> read(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(record.value())
          .map(value -> values.deserialize(record.topic(), value));
    } catch (SerializationException e) {
      // Somebody else's mistake in the topic must not hide the others.
      log.warn("{}, offset {} is left out: {}", record.topic(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }
}
