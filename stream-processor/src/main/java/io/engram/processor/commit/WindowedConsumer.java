package io.engram.processor.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The main consumer of a stream thread. It pauses partitions whose window is full, keeps polls
 * short while outcomes are awaited, and commits (under at-least-once) only what was emitted.
 */
final class WindowedConsumer extends KafkaConsumer<byte[], byte[]> {
  /** How long a poll may keep finished outcomes waiting. */
  private static final Duration WHILE_IN_FLIGHT = Duration.ofMillis(2);

  /** The same where all windows in use are full: each turn of the stream thread has its cost. */
  private static final Duration WHILE_DEEP = Duration.ofMillis(10);

  private final Windows windows;
  private final UnaryOperator<Map<TopicPartition, OffsetAndMetadata>> rule;
  private final Commits commits;
  private final Set<TopicPartition> pausedByStreams = new HashSet<>();
  private final Set<TopicPartition> pausedByWindow = new HashSet<>();

  /**
   * @param rule what may be committed in place of what Kafka Streams would commit
   */
  WindowedConsumer(
      Map<String, Object> config,
      Windows windows,
      UnaryOperator<Map<TopicPartition, OffsetAndMetadata>> rule) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.windows = windows;
    this.rule = rule;
    this.commits = new Commits(windows);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Set<TopicPartition> assigned = assignment();
    applyBackPressure(assigned);
    return super.poll(patience(timeout, assigned));
  }

  private Duration patience(Duration timeout, Set<TopicPartition> assigned) {
    if (windows.areAtRest(assigned)) {
      return timeout;
    }
    Duration limit = windows.areDeep(assigned) ? WHILE_DEEP : WHILE_IN_FLIGHT;
    return timeout.compareTo(limit) < 0 ? timeout : limit;
  }

  private void applyBackPressure(Set<TopicPartition> assigned) {
    pausedByWindow.retainAll(assigned);
    pausedByStreams.retainAll(assigned);
    for (TopicPartition partition : assigned) {
      if (windows.isFull(partition)) {
        pausedByWindow.add(partition);
        super.pause(Set.of(partition));
      } else if (pausedByWindow.remove(partition) && !pausedByStreams.contains(partition)) {
        super.resume(Set.of(partition));
      }
    }
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    pausedByStreams.addAll(partitions);
    super.pause(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    pausedByStreams.removeAll(Set.copyOf(partitions));
    super.resume(partitions.stream().filter(p -> !pausedByWindow.contains(p)).toList());
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    commit(offsets, super::commitSync);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    commit(offsets, allowed -> super.commitSync(allowed, timeout));
  }

  private void commit(
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Consumer<Map<TopicPartition, OffsetAndMetadata>> client) {
    Map<TopicPartition, OffsetAndMetadata> allowed = rule.apply(offsets);
    commits.commit(allowed, false, () -> client.accept(allowed));
  }

  @Override
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    super.commitAsync(rule.apply(offsets), callback);
  }
}
