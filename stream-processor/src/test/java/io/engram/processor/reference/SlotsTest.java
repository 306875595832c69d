package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.lane.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void shouldAdmitNoMoreOfAShareThanAllowed() {
    Slots slots = new Slots(10, 2);

    CompletableFuture<Void> first = take(slots, "a");
    CompletableFuture<Void> second = take(slots, "a");
    CompletableFuture<Void> third = take(slots, "a");
    CompletableFuture<Void> other = take(slots, "b");

    assertThat(first).isDone();
    assertThat(second).isDone();
    assertThat(third).isNotDone();
    assertThat(other).isDone();
    slots.fetched("a");
    assertThat(third).isDone();
  }

  @Test
  void shouldAdmitNoMoreInAllUntilOneIsUsed() {
    Slots slots = new Slots(1, 1);

    CompletableFuture<Void> first = take(slots, "a");
    CompletableFuture<Void> second = take(slots, "b");
    slots.fetched("a");

    assertThat(first).isDone();
    assertThat(second).isNotDone();
    slots.used();
    assertThat(second).isDone();
  }

  @Test
  void shouldLetSharesTakeTurns() {
    Slots slots = new Slots(1, 1);
    take(slots, "a");
    CompletableFuture<Void> a1 = take(slots, "a");
    CompletableFuture<Void> a2 = take(slots, "a");
    CompletableFuture<Void> b1 = take(slots, "b");

    free(slots, "a");
    assertThat(a1).isDone();
    free(slots, "a");
    assertThat(b1).isDone();
    assertThat(a2).isNotDone();
    free(slots, "b");
    assertThat(a2).isDone();
  }

  @Test
  void shouldServeInteractiveOnesOfAShareFirstButEveryFourthFromBulk() {
    Slots slots = new Slots(10, 1);
    take(slots, "a");
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      note(order, "bulk", slots, "a", Lane.BULK);
    }
    for (int i = 0; i < 4; i++) {
      note(order, "interactive", slots, "a", Lane.INTERACTIVE);
    }

    for (int i = 0; i < 6; i++) {
      free(slots, "a");
    }

    assertThat(order)
        .containsExactly(
            "interactive", "interactive", "interactive", "bulk", "interactive", "bulk");
  }

  @Test
  void shouldServeSharesWithInteractiveOnesFirstButEveryFourthTimeOneWithBulk() {
    Slots slots = new Slots(1, 1);
    take(slots, "first");
    List<String> order = new ArrayList<>();
    for (String share : List.of("b1", "b2")) {
      note(order, share, slots, share, Lane.BULK);
    }
    for (String share : List.of("i1", "i2", "i3", "i4")) {
      note(order, share, slots, share, Lane.INTERACTIVE);
    }

    free(slots, "first");
    for (int i = 0; i < 5; i++) {
      free(slots, order.get(i));
    }

    assertThat(order).containsExactly("i1", "i2", "i3", "b1", "i4", "b2");
  }

  /** Two shares whose slots become free in turns: neither's bulk may wait for the other's. */
  @Test
  void shouldStarveNoSharesBulk() {
    Slots slots = new Slots(2, 1);
    take(slots, "a");
    take(slots, "b");
    List<String> order = new ArrayList<>();
    for (String share : List.of("a", "b")) {
      note(order, share + " bulk", slots, share, Lane.BULK);
      for (int i = 0; i < 10; i++) {
        note(order, share + " interactive", slots, share, Lane.INTERACTIVE);
      }
    }

    for (int i = 0; i < 4; i++) {
      free(slots, "a");
      free(slots, "b");
    }

    assertThat(order).hasSize(8).contains("a bulk", "b bulk");
  }

  private static void note(List<String> order, String what, Slots slots, String share, Lane lane) {
    slots.take(share, lane, () -> true).thenRun(() -> order.add(what));
  }

  @Test
  void shouldPassOverWhatNobodyWantsAnyMore() {
    Slots slots = new Slots(1, 1);
    take(slots, "a");
    AtomicBoolean wanted = new AtomicBoolean(true);
    CompletableFuture<Void> unwanted = slots.take("a", Lane.BULK, wanted::get);
    CompletableFuture<Void> next = take(slots, "a");
    CompletableFuture<Void> other = take(slots, "b");

    wanted.set(false);
    free(slots, "a");
    assertThat(unwanted).isNotDone();
    assertThat(next).isDone();
    free(slots, "a");
    assertThat(other).isDone();
  }

  @Test
  void shouldGiveNoSlotToWhatNobodyWants() {
    Slots slots = new Slots(1, 1);

    assertThat(slots.take("a", Lane.BULK, () -> false)).isNotDone();
    assertThat(take(slots, "a")).isDone();
  }

  private static CompletableFuture<Void> take(Slots slots, String share) {
    return slots.take(share, Lane.BULK, () -> true);
  }

  private static void free(Slots slots, String share) {
    slots.fetched(share);
    slots.used();
  }
}
