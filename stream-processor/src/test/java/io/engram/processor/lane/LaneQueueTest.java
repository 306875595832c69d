package io.engram.processor.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
  private final LaneQueue<String> queue = new LaneQueue<>();

  private void add(Lane lane, String... elements) {
    for (String element : elements) {
      queue.add(lane, element);
    }
  }

  @Test
  void shouldTakeInteractiveElementsFirstButEveryFourthFromBulk() {
    add(Lane.BULK, "b1", "b2", "b3");
    add(Lane.INTERACTIVE, "i1", "i2", "i3", "i4", "i5", "i6", "i7");

    assertThat(queue.drain())
        .containsExactly("i1", "i2", "i3", "b1", "i4", "i5", "i6", "b2", "i7", "b3");
  }

  @Test
  void shouldKeepTheOrderWithinALane() {
    add(Lane.BULK, "1", "2", "3");

    assertThat(queue.drain()).containsExactly("1", "2", "3");
  }

  @Test
  void shouldMoveNoMoreThanAsked() {
    add(Lane.BULK, "1", "2", "3");
    List<String> some = new ArrayList<>();

    queue.drainTo(some, 2);

    assertThat(some).containsExactly("1", "2");
    assertThat(queue.drain()).containsExactly("3");
  }

  @Test
  void shouldNotWaitWhereNoTimeIsGiven() throws InterruptedException {
    assertThat(queue.poll(0)).isNull();
  }

  @Test
  void shouldWakeOneWhoWaits() {
    CompletableFuture<String> taken = CompletableFuture.supplyAsync(this::take);

    add(Lane.INTERACTIVE, "late");

    assertThat(taken.join()).isEqualTo("late");
  }

  private String take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
