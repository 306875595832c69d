package io.engram.schemas.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions from their beginning. A record that its reader cannot deserialize is left out,
 * with a line in the log: somebody's mistake in a topic must not hide the others. For one thread,
 * like its consumer.
 */
public final class TopicReplay {
  private static final Logger log = LoggerFactory.getLogger(TopicReplay.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final LongSupplier nanoTime;

  /**
   * @param consumer belongs to no group, and stays the caller's to close
   */
  public TopicReplay(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      List<TopicPartition> partitions) {
    this(consumer, partitions, System::nanoTime);
  }

  TopicReplay(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      List<TopicPartition> partitions,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.partitions = List.copyOf(partitions);
    this.nanoTime = nanoTime;
    consumer.assign(this.partitions);
    consumer.seekToBeginning(this.partitions);
  }

  /** The only partition of a topic whose events have an order. */
  public static List<TopicPartition> only(Topic topic) {
    return List.of(new TopicPartition(topic.topicName(), 0));
  }

  /**
   * Hands over all records that there are when it is called, from where it stands; blocks while
   * they come.
   *
   * @throws TimeoutException if none comes for a minute
   */
  public void toEnd(Consumer<ConsumerRecord<String, byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long lastMoved = nanoTime.getAsLong();
    for (long left = left(ends); left > 0; ) {
      poll(POLL, reader);
      long before = left;
      left = left(ends);
      if (left < before) {
        lastMoved = nanoTime.getAsLong();
      } else if (nanoTime.getAsLong() - lastMoved > PATIENCE.toNanos()) {
        throw new TimeoutException(
            "%s was not read to its end: nothing came for %s".formatted(partitions, PATIENCE));
      }
    }
  }

  /** Offsets up to the ends, whether they hold records or marks of transactions. */
  private long left(Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .mapToLong(one -> Math.max(0, ends.get(one) - consumer.position(one)))
        .sum();
  }

  /**
   * Waits for records and hands them over.
   *
   * @return whether any came
   */
  public boolean poll(Duration timeout, Consumer<ConsumerRecord<String, byte[]>> reader) {
    ConsumerRecords<String, byte[]> records = consumer.poll(timeout);
    records.forEach(record -> read(record, reader));
    return !records.isEmpty();
  }

  private static void read(
      ConsumerRecord<String, byte[]> record, Consumer<ConsumerRecord<String, byte[]>> reader) {
    try {
      reader.accept(record);
    } catch (SerializationException e) {
      log.warn("{}, offset {} is left out: {}", record.topic(), record.offset(), e.getMessage());
    }
  }
}
