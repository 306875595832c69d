package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicReplay;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Follows {@code model-releases} from its beginning. For one thread, like its consumer. */
public final class ReleaseReader {
  private final TopicReplay replay;
  private final Deserializer<ModelRelease> values;
  private final Releases releases = new Releases();

  /**
   * @param consumer of committed records; belongs to no group, and stays the caller's to close
   */
  public ReleaseReader(Consumer<String, byte[]> consumer, Deserializer<ModelRelease> values) {
    this.replay = new TopicReplay(consumer, TopicReplay.only(Topic.MODEL_RELEASES));
    this.values = values;
  }

  /**
   * All decisions up to now; blocks while they are read.
   *
   * @throws org.apache.kafka.common.KafkaException if they cannot be read
   */
  public Releases readToEnd() {
    replay.toEnd(this::add);
    return releases;
  }

  /**
   * Waits for decisions.
   *
   * @return all decisions up to now, the same object at each call
   */
  public Releases poll(Duration timeout) {
    replay.poll(timeout, this::add);
    return releases;
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    releases.add(
        String.valueOf(record.key()),
        record.value() == null ? null : values.deserialize(record.topic(), record.value()),
        record.offset());
  }
}
