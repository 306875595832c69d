package io.engram.processor.pipeline;

import io.engram.processor.lane.Lane;
import io.engram.processor.trace.ImageTrace;
import io.engram.schemas.topics.Topic;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of the image topic as it came. The arrays are shared, not copied: nobody changes them.
 *
 * @param key the record's key, or null
 * @param value the record's value, or null
 * @param trace hears of each stage
 */
public record ImageRecord(
    TopicPartition partition, long offset, byte[] key, byte[] value, ImageTrace trace) {

  /** One that is not followed. */
  public ImageRecord(TopicPartition partition, long offset, byte[] key, byte[] value) {
    this(partition, offset, key, value, ImageTrace.NONE);
  }

  /** How urgent it is: that is its topic's to say. */
  public Lane lane() {
    return partition.topic().equals(Topic.INTERACTIVE_IMAGE_EVENTS.topicName())
        ? Lane.INTERACTIVE
        : Lane.BULK;
  }

  /** Bytes that the record occupies. */
  public long bytes() {
    return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }

  /** The same without its value, for what needs to know only where an image came from. */
  ImageRecord withoutValue() {
    return new ImageRecord(partition, offset, key, null, trace);
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
