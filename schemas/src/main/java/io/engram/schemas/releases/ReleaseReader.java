package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows {@code model-releases} from its beginning. For one thread, like its consumer. */
public final class ReleaseReader {
  private static final Logger log = LoggerFactory.getLogger(ReleaseReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;
  private final Deserializer<ModelRelease> values;
  private final List<TopicPartition> partitions;
  private final Releases releases = new Releases();

  /**
   * @param consumer of committed records; belongs to no group, and stays the caller's to close
   */
  public ReleaseReader(Consumer<String, byte[]> consumer, Deserializer<ModelRelease> values) {
    this.consumer = consumer;
    this.values = values;
    // One, so that decisions have an order.
    this.partitions = List.of(new TopicPartition(Topic.MODEL_RELEASES.topicName(), 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All decisions up to now; blocks while they are read. */
  public Releases readToEnd() {
    long end = consumer.endOffsets(partitions).get(partitions.get(0));
    while (consumer.position(partitions.get(0)) < end) {
      poll(POLL);
    }
    return releases;
  }

  /**
   * Waits for decisions.
   *
   * @return all decisions up to now, the same object at each call
   */
  public Releases poll(Duration timeout) {
    consumer.poll(timeout).forEach(this::add);
    return releases;
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    try {
      releases.add(
          String.valueOf(record.key()),
          record.value() == null ? null : values.deserialize(record.topic(), record.value()),
          record.offset());
    } catch (SerializationException e) {
      // Somebody else's mistake in the topic must not keep a model from being released.
      log.warn("{}, offset {} is left out: {}", record.topic(), record.offset(), e.getMessage());
    }
  }
}
