package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Writes decisions, each in a transaction. For one thread. */
public final class ReleasePublisher {
  private final Producer<String, ModelRelease> producer;

  /**
   * @param producer with a transactional id, whose transactions are initialised; stays the caller's
   *     to close
   */
  public ReleasePublisher(Producer<String, ModelRelease> producer) {
    this.producer = producer;
  }

  /**
   * The transactional id of those who decide on a model now and then. Who initialises transactions
   * under it fences who decides at the same time; what is read after that is what they decided.
   */
  public static String transactionalId(String model) {
    return "engram-decides-" + model;
  }

  /**
   * Writes a decision under all of its keys; it is committed when this returns.
   *
   * @throws KafkaException if it cannot be; nobody sees any of it then, but after a timeout nobody
   *     knows: close the producer and read what there is
   * @throws IllegalArgumentException if it decides nothing
   */
  public void publish(ModelRelease release) {
    publish(release, Map.of(), null);
  }

  /**
   * The same, together with how far the events were read that led to it: both or neither.
   *
   * @param read offsets of the consumer whose group is {@code group}
   * @throws KafkaException if it cannot be; nobody sees any of it then
   */
  public void publish(
      ModelRelease release,
      Map<TopicPartition, OffsetAndMetadata> read,
      ConsumerGroupMetadata group) {
    write(Optional.of(release), read, group);
  }

  /** Commits how far events were read that led to no decision. */
  public void publishNothing(
      Map<TopicPartition, OffsetAndMetadata> read, ConsumerGroupMetadata group) {
    write(Optional.empty(), read, group);
  }

  private void write(
      Optional<ModelRelease> release,
      Map<TopicPartition, OffsetAndMetadata> read,
      ConsumerGroupMetadata group) {
    List<ProducerRecord<String, ModelRelease>> records =
        release.map(ReleasePublisher::records).orElse(List.of());
    producer.beginTransaction();
    try {
      records.forEach(producer::send);
      if (!read.isEmpty()) {
        producer.sendOffsetsToTransaction(read, group);
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      abort(e);
      throw e;
    }
  }

  private static List<ProducerRecord<String, ModelRelease>> records(ModelRelease release) {
    return ReleaseKey.of(release).stream()
        .map(key -> new ProducerRecord<>(Topic.MODEL_RELEASES.topicName(), 0, key, release))
        .toList();
  }

  /** One that is fenced cannot even do that. */
  private void abort(KafkaException reason) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      reason.addSuppressed(e);
    }
  }
}
