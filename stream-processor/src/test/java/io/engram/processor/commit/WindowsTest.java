package io.engram.processor.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final TopicPartition IMAGES_0 = new TopicPartition("image-events", 0);
  private static final TopicPartition IMAGES_1 = new TopicPartition("image-events", 1);

  private final Windows windows = new Windows(new WindowLimit(2, 100));

  private OffsetAndMetadata committed(TopicPartition partition, long consumed) {
    return windows.clamp(Map.of(partition, new OffsetAndMetadata(consumed))).get(partition);
  }

  @Test
  void shouldCommitWhatWasConsumedWhereNothingIsInFlight() {
    windows.open(IMAGES_0);

    assertThat(committed(IMAGES_0, 7).offset()).isEqualTo(7);
    assertThat(committed(IMAGES_1, 9).offset()).isEqualTo(9);
  }

  @Test
  void shouldCommitNothingFromTheOldestImageInFlightOn() {
    Window<String> window = windows.open(IMAGES_0);
    window.admit(3, 1, "a");
    window.admit(4, 1, "b");

    assertThat(committed(IMAGES_0, 5).offset()).isEqualTo(3);
    window.removeOldest();
    assertThat(committed(IMAGES_0, 5).offset()).isEqualTo(4);
    window.removeOldest();
    assertThat(committed(IMAGES_0, 5).offset()).isEqualTo(5);
  }

  @Test
  void shouldNeverRaiseAnOffset() {
    windows.open(IMAGES_0).admit(8, 1, "a");

    assertThat(committed(IMAGES_0, 5).offset()).isEqualTo(5);
  }

  @Test
  void shouldKeepTheMetadataThatKafkaStreamsStoresWithAnOffset() {
    windows.open(IMAGES_0).admit(3, 1, "a");
    OffsetAndMetadata consumed = new OffsetAndMetadata(5, Optional.of(2), "stream time");

    assertThat(windows.clamp(Map.of(IMAGES_0, consumed)).get(IMAGES_0))
        .isEqualTo(new OffsetAndMetadata(3, Optional.empty(), "stream time"));
  }

  @Test
  void shouldForgetImagesInFlightWhenAPartitionIsOpenedAgain() {
    windows.open(IMAGES_0).admit(3, 1, "a");
    windows.open(IMAGES_0);

    assertThat(committed(IMAGES_0, 5).offset()).isEqualTo(5);
    assertThat(windows.areAtRest(List.of(IMAGES_0, IMAGES_1))).isTrue();
    assertThat(windows.thisThreadIsDone()).isTrue();
  }

  @Test
  void shouldTellWhenAThreadHasEmittedAllThatItAdmitted() throws Exception {
    Window<String> one = windows.open(IMAGES_0);
    Window<String> other = windows.open(IMAGES_1);
    one.admit(3, 1, "a");
    other.admit(3, 1, "b");
    one.removeOldest();
    assertThat(windows.thisThreadIsDone()).isFalse();
    assertThat(CompletableFuture.supplyAsync(windows::thisThreadIsDone).get()).isTrue();
    other.abandon(image -> {});
    assertThat(windows.thisThreadIsDone()).isTrue();
  }

  /** Or an image that is scored at once would wait for as long as an idle poll. */
  @Test
  void shouldNotRestBeforeTheTurnThatAsksForTheCommit() {
    Window<String> window = windows.open(IMAGES_0);
    window.admit(3, 1, "scored at once");
    window.removeOldest();

    assertThat(window.endTurn()).isTrue();
    assertThat(windows.areAtRest(List.of(IMAGES_0))).isFalse();
    assertThat(window.endTurn()).isFalse();
    assertThat(windows.areAtRest(List.of(IMAGES_0))).isTrue();
  }

  @Test
  void shouldTellWindowsThatAreFullOfManyImages() {
    var many = new Windows(new WindowLimit(40, 10_000));
    Window<String> deep = many.open(IMAGES_0);
    Window<String> shallow = many.open(IMAGES_1);
    var both = List.of(IMAGES_0, IMAGES_1);
    for (int i = 0; i < 40; i++) {
      assertThat(many.areDeep(both)).isEqualTo(i == 0);
      deep.admit(i, 1, "");
    }
    assertThat(many.areDeep(both)).isTrue();

    shallow.admit(0, 10_000, "one large image");
    assertThat(many.areDeep(both)).isFalse();
  }

  @Test
  void shouldTellAThreadWhenItsOutcomesHaveWaitedLong() throws Exception {
    var time = new AtomicLong();
    var timed = new Windows(new WindowLimit(10, 100), time::get);
    Window<String> window = timed.open(IMAGES_0);
    window.admit(1, 1, "a");
    time.set(60_000_000);
    window.removeOldest();

    assertThat(timed.isCommitDueToThisThread()).isFalse();
    time.set(90_000_000);
    assertThat(timed.isCommitDueToThisThread()).isTrue();
    assertThat(CompletableFuture.supplyAsync(timed::isCommitDueToThisThread).get()).isFalse();
    timed.commitByThisThread(() -> {});
    assertThat(timed.isCommitDueToThisThread()).isFalse();
  }

  @Test
  void shouldBeFullAtItsCapacityAndStillAdmit() {
    Window<String> window = windows.open(IMAGES_0);
    window.admit(1, 1, "a");
    assertThat(windows.isFull(IMAGES_0)).isFalse();
    window.admit(2, 1, "b");
    assertThat(windows.isFull(IMAGES_0)).isTrue();
    window.admit(3, 1, "c");
    assertThat(window.oldest()).isEqualTo("a");
    assertThat(windows.isFull(IMAGES_1)).isFalse();
  }

  @Test
  void shouldBeFullAtItsBytesToo() {
    Window<String> window = windows.open(IMAGES_0);
    window.admit(1, 99, "large");
    assertThat(windows.isFull(IMAGES_0)).isFalse();
    window.removeOldest();
    window.admit(2, 100, "larger");
    assertThat(windows.isFull(IMAGES_0)).isTrue();
    window.removeOldest();
    assertThat(windows.isFull(IMAGES_0)).isFalse();
  }

  @Test
  void shouldStillHoldCommitsBackAfterItsImagesWereGivenUp() {
    Window<String> window = windows.open(IMAGES_0);
    window.admit(3, 1, "a");
    window.admit(4, 1, "b");
    List<String> givenUp = new ArrayList<>();

    window.abandon(givenUp::add);

    assertThat(givenUp).containsExactly("a", "b");
    assertThat(committed(IMAGES_0, 5).offset()).isEqualTo(3);
  }

  @Test
  void shouldRefuseOffsetsOutOfOrder() {
    Window<String> window = windows.open(IMAGES_0);
    window.admit(4, 1, "a");
    window.removeOldest();

    assertThatIllegalArgumentException().isThrownBy(() -> window.admit(4, 1, "again"));
  }

  @Test
  void shouldRefuseAWindowOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowLimit(0, 1))
        .withMessageContaining("window.per-partition");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowLimit(1, 0))
        .withMessageContaining("window.max-bytes");
  }
}
