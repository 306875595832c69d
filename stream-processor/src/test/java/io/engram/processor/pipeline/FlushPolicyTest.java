package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {
  private final FlushPolicy policy = new FlushPolicy(4, Duration.ofMillis(20));

  @Test
  void shouldFlushAFullBatchAtOnce() {
    assertThat(policy.remaining(4, Duration.ZERO)).isZero();
  }

  @Test
  void shouldFlushAPartialBatchOnceItsOldestImageHasWaitedLongEnough() {
    assertThat(policy.remaining(3, Duration.ofMillis(19))).isEqualTo(Duration.ofMillis(1));
    assertThat(policy.remaining(3, Duration.ofMillis(20))).isZero();
    assertThat(policy.remaining(1, Duration.ofMillis(500))).isZero();
  }

  @Test
  void shouldRefuseEmptyBatchesAndNegativeDelays() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlushPolicy(0, Duration.ZERO))
        .withMessageContaining("batch.max-size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlushPolicy(1, Duration.ofMillis(-1)))
        .withMessageContaining("batch.max-delay-ms");
  }
}
