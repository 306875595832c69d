package io.engram.processor.commit;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The windows of all partitions that this process owns: where the topology, which fills them, and
 * the Kafka clients, which obey them, meet. Thread-safe; each window stays with its stream thread.
 */
public final class Windows {
  private final Map<TopicPartition, Window<?>> byPartition = new ConcurrentHashMap<>();
  private final int capacity;

  /**
   * @param capacity images in flight per partition, beyond which the partition is paused
   */
  public Windows(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("window.per-partition must be >= 1, was " + capacity);
    }
    this.capacity = capacity;
  }

  /**
   * Opens an empty window for a partition that its task begins, or begins again, to read from the
   * committed offset. There is no counterpart that closes: a commit that Kafka Streams makes while
   * it gives a task up must still see the window.
   */
  public <T> Window<T> open(TopicPartition partition) {
    Window<T> window = new Window<>(capacity);
    byPartition.put(partition, window);
    return window;
  }

  /**
   * The offsets that may be committed in place of {@code offsets}: none past an image in flight.
   */
  Map<TopicPartition, OffsetAndMetadata> clamp(Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> clamp(e.getKey(), e.getValue())));
  }

  private OffsetAndMetadata clamp(TopicPartition partition, OffsetAndMetadata consumed) {
    Window<?> window = byPartition.get(partition);
    if (window == null || window.isEmpty()) {
      return consumed;
    }
    long emitted = window.oldestOffset().getAsLong();
    // The leader epoch is that of the newest record consumed, so it is not passed on.
    return emitted >= consumed.offset()
        ? consumed
        : new OffsetAndMetadata(emitted, Optional.empty(), consumed.metadata());
  }

  boolean isFull(TopicPartition partition) {
    Window<?> window = byPartition.get(partition);
    return window != null && window.isFull();
  }

  boolean areEmpty(Collection<TopicPartition> partitions) {
    return partitions.stream().map(byPartition::get).allMatch(w -> w == null || w.isEmpty());
  }
}
