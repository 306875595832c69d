package io.engram.processor.commit;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The commits of one client of a stream thread. Kafka Streams commits in each interval in which a
 * task did anything, admitting images included; where nothing was emitted and no offset would move,
 * that is a transaction for nothing, which the next one has to wait for. Only offsets count:
 * metadata alone is not worth a commit. A partition that went and came back is never behind what is
 * remembered of it.
 */
final class Commits {
  private final Windows windows;
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  Commits(Windows windows) {
    this.windows = windows;
  }

  /**
   * Commits where that is worth anything.
   *
   * @param offsets as they may be committed
   * @param hasRecords whether the commit would also hold records
   * @param client commits them
   * @return whether the client did
   */
  boolean commit(
      Map<TopicPartition, OffsetAndMetadata> offsets, boolean hasRecords, Runnable client) {
    if (!hasRecords && !wouldMove(offsets)) {
      windows.thisThreadAwaitsNoCommit();
      return false;
    }
    windows.commitByThisThread(client);
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    return true;
  }

  private boolean wouldMove(Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.entrySet().stream()
        .anyMatch(e -> !Long.valueOf(e.getValue().offset()).equals(committed.get(e.getKey())));
  }
}
