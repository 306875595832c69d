package io.engram.processor.commit;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of a stream thread: its transactions commit only what was emitted. */
final class ClampedProducer extends KafkaProducer<byte[], byte[]> {
  private final Windows windows;

  ClampedProducer(Map<String, Object> config, Windows windows) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.windows = windows;
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    super.sendOffsetsToTransaction(windows.clamp(offsets), group);
  }
}
