package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void shouldWaitTwiceAsLongEachTimeAndThenGiveUp() {
    RetryPolicy policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofMillis(500), 6);

    assertThat(IntStream.rangeClosed(1, 6).mapToObj(policy::delayAfter))
        .containsExactly(
            millis(100), millis(200), millis(400), millis(500), millis(500), Optional.empty());
  }

  @Test
  void shouldBridgeARestartOfTheRegistry() {
    Duration patience =
        IntStream.range(1, RetryPolicy.DEFAULT.attempts())
            .mapToObj(failed -> RetryPolicy.DEFAULT.delayAfter(failed).orElseThrow())
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(patience).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  private static Optional<Duration> millis(int count) {
    return Optional.of(Duration.ofMillis(count));
  }
}
