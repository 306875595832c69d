package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 6);

  private Optional<Duration> delayAfter(int failed, double random) {
    return backoff.delayAfter(failed, Optional.empty(), random);
  }

  private Optional<Duration> asked(Duration pause) {
    return backoff.delayAfter(1, Optional.of(pause), 0.5);
  }

  @Test
  void shouldWaitTwiceAsLongEachTimeUpToALimit() {
    assertThat(delayAfter(1, 1)).contains(Duration.ofMillis(100));
    assertThat(delayAfter(2, 1)).contains(Duration.ofMillis(200));
    assertThat(delayAfter(3, 1)).contains(Duration.ofMillis(400));
    assertThat(delayAfter(5, 1)).contains(Duration.ofSeconds(1));
  }

  @Test
  void shouldSpreadWaitsOverTheirSecondHalf() {
    assertThat(delayAfter(1, 0)).contains(Duration.ofMillis(50));
    assertThat(delayAfter(1, 0.5)).contains(Duration.ofMillis(75));
    assertThat(delayAfter(5, 0)).contains(Duration.ofMillis(500));
  }

  @Test
  void shouldGiveUpAfterTheLastAttempt() {
    assertThat(delayAfter(6, 0)).isEmpty();
  }

  @Test
  void shouldWaitAsLongAsItIsAskedWithinTheLimit() {
    assertThat(asked(Duration.ofMillis(300))).contains(Duration.ofMillis(300));
    assertThat(asked(Duration.ofDays(1))).contains(Duration.ofSeconds(1));
    assertThat(asked(Duration.ofMillis(1))).contains(Duration.ofMillis(75));
    assertThat(asked(Duration.ofSeconds(-5))).contains(Duration.ofMillis(75));
  }
}
