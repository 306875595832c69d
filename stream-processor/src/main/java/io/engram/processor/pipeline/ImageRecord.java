package io.engram.processor.pipeline;

import org.apache.kafka.common.TopicPartition;

/**
 * A record of the image topic as it came. The arrays are shared, not copied: nobody changes them.
 *
 * @param key the record's key, or null
 * @param value the record's value, or null
 */
public record ImageRecord(TopicPartition partition, long offset, byte[] key, byte[] value) {
  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
