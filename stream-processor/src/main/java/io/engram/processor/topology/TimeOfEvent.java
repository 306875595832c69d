package io.engram.processor.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own time, which its results take over. A record without one is as old as the newest
 * before it in its partition, or of now: at the beginning of time, where Kafka Streams' default
 * would stop the stream, a result would be past its retention at once.
 */
final class TimeOfEvent implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    if (record.timestamp() >= 0) {
      return record.timestamp();
    }
    return partitionTime >= 0 ? partitionTime : System.currentTimeMillis();
  }
}
