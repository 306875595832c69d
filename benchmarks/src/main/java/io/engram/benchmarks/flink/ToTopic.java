package io.engram.benchmarks.flink;

import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One of an image's two results as a record, under its event's key. */
final class ToTopic implements KafkaRecordSerializationSchema<Tuple3<byte[], byte[], byte[]>> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final boolean heatmap;

  ToTopic(String topic, boolean heatmap) {
    this.topic = topic;
    this.heatmap = heatmap;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple3<byte[], byte[], byte[]> scored, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, scored.f0, heatmap ? scored.f1 : scored.f2);
  }
}
