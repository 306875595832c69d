package io.engram.processor.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private static final TopicPartition IMAGES_0 = new TopicPartition("image-events", 0);
  private static final TopicPartition IMAGES_1 = new TopicPartition("image-events", 1);
  private static final long MILLI = 1_000_000;

  private final AtomicLong nanoTime = new AtomicLong();
  private final Windows windows = new Windows(new WindowLimit(100, 1000), nanoTime::get);
  private final Window<String> window = windows.open(IMAGES_0);
  private final Commits commits = new Commits(windows);
  private final AtomicInteger done = new AtomicInteger();
  private long offset;

  private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
    return Map.of(IMAGES_0, new OffsetAndMetadata(offset));
  }

  private boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets, boolean hasRecords) {
    int before = done.get();
    boolean committed = commits.commit(offsets, hasRecords, done::incrementAndGet);
    assertThat(done.get() - before).isEqualTo(committed ? 1 : 0);
    return committed;
  }

  private void emitOne() {
    window.admit(offset++, 1, "image");
    window.removeOldest();
  }

  private boolean isDueAfter(long nanos) {
    nanoTime.addAndGet(nanos);
    return windows.isCommitDueToThisThread();
  }

  @Test
  void shouldCommitWhatMovesAnOffset() {
    var both = Map.of(IMAGES_0, new OffsetAndMetadata(3), IMAGES_1, new OffsetAndMetadata(5));
    assertThat(commit(both, false)).isTrue();

    assertThat(commit(both, false)).isFalse();
    assertThat(commit(Map.of(IMAGES_1, new OffsetAndMetadata(5, "stream time")), false)).isFalse();
    assertThat(commit(Map.of(IMAGES_1, new OffsetAndMetadata(6)), false)).isTrue();
  }

  @Test
  void shouldCommitRecordsWithoutAnOffset() {
    assertThat(commit(Map.of(), true)).isTrue();
    assertThat(commit(Map.of(), false)).isFalse();
  }

  @Test
  void shouldCommitAgainWhatFailed() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                commits.commit(
                    at(3),
                    false,
                    () -> {
                      throw new IllegalStateException("timed out");
                    }));

    assertThat(commit(at(3), false)).isTrue();
  }

  @Test
  void shouldLetNoOutcomeWaitAfterACommit() {
    emitOne();
    assertThat(isDueAfter(10 * MILLI)).isTrue();

    commit(at(1), false);
    assertThat(isDueAfter(10 * MILLI)).isFalse();
  }

  /** Or a thread whose task was closed with outcomes given up would ask at each turn. */
  @Test
  void shouldLetNoOutcomeWaitAfterACommitOfNothing() {
    commit(at(1), false);
    emitOne();
    assertThat(isDueAfter(10 * MILLI)).isTrue();

    commit(at(1), false);
    assertThat(isDueAfter(10 * MILLI)).isFalse();
  }

  @Test
  void shouldNotTakeACommitOfNothingForAQuickOne() {
    commits.commit(at(1), false, () -> nanoTime.addAndGet(30 * MILLI));
    commit(at(1), false);

    emitOne();
    assertThat(isDueAfter(30 * MILLI - 1)).isFalse();
    assertThat(isDueAfter(1)).isTrue();
  }
}
