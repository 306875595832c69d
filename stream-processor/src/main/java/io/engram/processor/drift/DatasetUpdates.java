package io.engram.processor.drift;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicReplay;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads {@code dataset-updates} from its beginning, each time anew: it has few events. */
final class DatasetUpdates implements RetrainRequests.Updates {
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
    AtomicReference<DatasetUpdated> newest = new AtomicReference<>();
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      new TopicReplay(consumer, TopicReplay.only(Topic.DATASET_UPDATES))
          .toEnd(
              record -> {
                DatasetUpdated update = values.deserialize(record.topic(), record.value());
                if (update != null && update.getDataset().equals(dataset)) {
                  newest.set(update);
                }
              });
    }
    return Optional.ofNullable(newest.get());
  }
}
