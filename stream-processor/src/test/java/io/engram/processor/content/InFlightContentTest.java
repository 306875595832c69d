package io.engram.processor.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.Heatmap;
import io.engram.processor.lane.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightContentTest {
  private final ContentCache cache = new ContentCache(new CacheLimit(1 << 20, Duration.ofHours(1)));
  private final InFlightContent inFlight = new InFlightContent(cache);
  private final ScoredContent content =
      new ScoredContent(new Heatmap(1, 1, new byte[1], new byte[1]), 1, 1, ScoringTimes.NONE);
  private final CompletableFuture<?> first = new CompletableFuture<>();
  private final CompletableFuture<?> second = new CompletableFuture<>();

  private SharedScore join(String sha256, CompletableFuture<?> waiter) {
    return inFlight.join(sha256, waiter, Lane.BULK);
  }

  @Test
  void shouldShareTheScoreOfEqualContent() {
    SharedScore one = join("a", first);
    SharedScore other = join("a", second);

    assertThat(other).isSameAs(one);
    assertThat(one.isBegunBy(first)).isTrue();
    assertThat(one.isBegunBy(second)).isFalse();
    assertThat(join("b", second)).isNotSameAs(one);
  }

  @Test
  void shouldRememberWhatWasScored() {
    join("a", first).score().complete(content);

    assertThat(cache.find("a")).contains(content);
  }

  @Test
  void shouldBeginAgainAfterAFailure() {
    SharedScore failed = join("a", first);
    failed.score().completeExceptionally(new IllegalStateException());

    assertThat(join("a", second).isBegunBy(second)).isTrue();
    assertThat(cache.find("a")).isEmpty();
  }

  @Test
  void shouldGoOnForThoseWhoStillWaitWhenTheFirstDoesNot() {
    SharedScore shared = join("a", first);
    join("a", second);

    first.cancel(false);
    assertThat(shared.isWanted()).isTrue();
    second.cancel(false);
    assertThat(shared.isWanted()).isFalse();
  }

  @Test
  void shouldBeginAgainForOneWhoComesAfterTheScoreWasAbandoned() {
    SharedScore abandoned = join("a", first);
    first.cancel(false);
    assertThat(abandoned.isWanted()).isFalse();

    SharedScore next = join("a", second);

    assertThat(next).isNotSameAs(abandoned);
    assertThat(next.isBegunBy(second)).isTrue();
    abandoned.score().completeExceptionally(new IllegalStateException());
    assertThat(join("a", new CompletableFuture<>())).isSameAs(next);
  }

  @Test
  void shouldEscalateOnceAndOnlyToAFasterLane() {
    SharedScore bulk = join("a", first);

    assertThat(bulk.escalate(Lane.BULK)).isFalse();
    assertThat(bulk.escalate(Lane.INTERACTIVE)).isTrue();
    assertThat(bulk.escalate(Lane.INTERACTIVE)).isFalse();
    assertThat(inFlight.join("b", first, Lane.INTERACTIVE).escalate(Lane.INTERACTIVE)).isFalse();
  }

  @Test
  void shouldNotWantAScoreThatIsThere() {
    SharedScore shared = join("a", first);

    shared.score().complete(content);

    assertThat(shared.isWanted()).isFalse();
  }
}
