package io.engram.processor.commit;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The windows of all partitions that this process owns: where the topology, which fills them, and
 * the Kafka clients, which obey them, meet. Thread-safe; each window stays with its stream thread.
 */
public final class Windows {
  private final Map<TopicPartition, Window<?>> byPartition = new ConcurrentHashMap<>();
  private final WindowLimit limit;
  private final LongSupplier nanoTime;
  private final ThreadLocal<CommitPace> pace = ThreadLocal.withInitial(CommitPace::new);

  /**
   * @param limit of each partition
   */
  public Windows(WindowLimit limit) {
    this(limit, System::nanoTime);
  }

  /**
   * @param nanoTime a clock
   */
  public Windows(WindowLimit limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /**
   * Opens an empty window for a partition that its task begins, or begins again, to read from the
   * committed offset. There is no counterpart that closes: a commit that Kafka Streams makes while
   * it gives a task up must still see the window.
   */
  public <T> Window<T> open(TopicPartition partition) {
    Window<T> window = new Window<>(limit, pace.get(), nanoTime);
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
    OptionalLong oldest = window == null ? OptionalLong.empty() : window.oldestOffset();
    if (oldest.isEmpty() || oldest.getAsLong() >= consumed.offset()) {
      return consumed;
    }
    // The leader epoch is that of the newest record consumed, so it is not passed on.
    return new OffsetAndMetadata(oldest.getAsLong(), Optional.empty(), consumed.metadata());
  }

  /** Whether the calling stream thread has emitted all images that it admitted. */
  public boolean thisThreadIsDone() {
    return byPartition.values().stream().noneMatch(Window::isInUseByThisThread);
  }

  /** Whether an outcome that the calling stream thread emitted has waited long for a commit. */
  public boolean isCommitDueToThisThread() {
    return pace.get().isDue(nanoTime.getAsLong());
  }

  /** Lets the calling stream thread commit all that it emitted. */
  void commitByThisThread(Runnable commit) {
    long begin = nanoTime.getAsLong();
    commit.run();
    pace.get().committed(nanoTime.getAsLong() - begin);
  }

  /** Nothing that the calling stream thread emitted since its last commit is left to commit. */
  void thisThreadAwaitsNoCommit() {
    pace.get().nothingWaits();
  }

  /** Whether all of the partitions that have images in flight are full of them. */
  boolean areDeep(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .map(byPartition::get)
        .allMatch(window -> window == null || window.isEmpty() || window.isDeep());
  }

  /** Partitions whose windows are full; for any thread. */
  public int full() {
    return (int) byPartition.values().stream().filter(Window::wasFull).count();
  }

  boolean isFull(TopicPartition partition) {
    Window<?> window = byPartition.get(partition);
    return window != null && window.isFull();
  }

  /** Whether nothing is in flight, and no turn of the stream thread is due. */
  boolean areAtRest(Collection<TopicPartition> partitions) {
    return partitions.stream().map(byPartition::get).allMatch(w -> w == null || w.isAtRest());
  }
}
