package io.engram.processor.commit;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a stream thread: its transactions commit only what was emitted. The broker never
 * hears of one that emitted nothing: the client takes its commit for done.
 */
final class WindowedProducer extends KafkaProducer<byte[], byte[]> {
  private final Windows windows;
  private final UnaryOperator<Map<TopicPartition, OffsetAndMetadata>> rule;
  private final Commits commits;

  // Of the transaction that is open.
  private Map<TopicPartition, OffsetAndMetadata> offsets = Map.of();
  private ConsumerGroupMetadata group;
  private boolean hasRecords;

  /**
   * @param rule what may be committed in place of what Kafka Streams would commit
   */
  WindowedProducer(
      Map<String, Object> config,
      Windows windows,
      UnaryOperator<Map<TopicPartition, OffsetAndMetadata>> rule) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.windows = windows;
    this.rule = rule;
    this.commits = new Commits(windows);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    hasRecords = true;
    return super.send(record, callback);
  }

  /** Kafka Streams commits next: only then is it known whether the offsets are worth a request. */
  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> consumed, ConsumerGroupMetadata group) {
    this.offsets = rule.apply(consumed);
    this.group = group;
  }

  @Override
  public void commitTransaction() {
    if (!commits.commit(offsets, hasRecords, this::commitWithOffsets)) {
      super.commitTransaction();
    }
    forgetTransaction();
  }

  private void commitWithOffsets() {
    super.sendOffsetsToTransaction(offsets, group);
    super.commitTransaction();
  }

  @Override
  public void abortTransaction() {
    super.abortTransaction();
    forgetTransaction();
    windows.thisThreadAwaitsNoCommit();
  }

  private void forgetTransaction() {
    offsets = Map.of();
    hasRecords = false;
  }
}
