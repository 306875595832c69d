package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void shouldAdmitNoMoreOfAShareThanAllowed() {
    Slots slots = new Slots(10, 2);

    CompletableFuture<Void> first = slots.take("a");
    CompletableFuture<Void> second = slots.take("a");
    CompletableFuture<Void> third = slots.take("a");
    CompletableFuture<Void> other = slots.take("b");

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

    CompletableFuture<Void> first = slots.take("a");
    CompletableFuture<Void> second = slots.take("b");
    slots.fetched("a");

    assertThat(first).isDone();
    assertThat(second).isNotDone();
    slots.used();
    assertThat(second).isDone();
  }

  @Test
  void shouldLetSharesTakeTurns() {
    Slots slots = new Slots(1, 1);
    slots.take("a");
    CompletableFuture<Void> a1 = slots.take("a");
    CompletableFuture<Void> a2 = slots.take("a");
    CompletableFuture<Void> b1 = slots.take("b");

    free(slots, "a");
    assertThat(a1).isDone();
    free(slots, "a");
    assertThat(b1).isDone();
    assertThat(a2).isNotDone();
    free(slots, "b");
    assertThat(a2).isDone();
  }

  private static void free(Slots slots, String share) {
    slots.fetched(share);
    slots.used();
  }
}
