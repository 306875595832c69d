package io.engram.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPolicyTest {
  private static final int ANY = 100;

  private final BatchPolicy policy = new BatchPolicy(4, Duration.ofMillis(20));

  @Test
  void shouldFlushAFullBatchAtOnce() {
    assertThat(policy.remaining(4, ANY, Duration.ZERO)).isZero();
  }

  @Test
  void shouldFlushABatchThatIsAsLargeAsTheEngineTakes() {
    assertThat(policy.remaining(2, 2, Duration.ZERO)).isZero();
    assertThat(policy.remaining(1, 2, Duration.ZERO)).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void shouldFlushAPartialBatchOnceItsOldestImageHasWaitedLongEnough() {
    assertThat(policy.remaining(3, ANY, Duration.ofMillis(19))).isEqualTo(Duration.ofMillis(1));
    assertThat(policy.remaining(3, ANY, Duration.ofMillis(20))).isZero();
    assertThat(policy.remaining(1, ANY, Duration.ofMillis(500))).isZero();
  }

  @Test
  void shouldPadToTheNextBucketAndWithoutBucketsNotAtAll() {
    BatchPolicy bucketed = new BatchPolicy(8, Duration.ZERO, List.of(1, 4, 8));

    assertThat(List.of(bucketed.padded(1), bucketed.padded(2), bucketed.padded(4)))
        .containsExactly(1, 4, 4);
    assertThat(bucketed.padded(5)).isEqualTo(8);
    assertThat(policy.padded(3)).isEqualTo(3);
  }

  @Test
  void shouldWarmUpEverySizeThatTheEngineWillBeGiven() {
    assertThat(new BatchPolicy(8, Duration.ZERO, List.of(1, 4, 8)).warmUpSizes())
        .containsExactly(1, 4, 8);
    assertThat(policy.warmUpSizes()).containsExactly(1, 4);
  }

  @Test
  void shouldRefuseEmptyBatchesNegativeDelaysAndBucketsThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchPolicy(0, Duration.ZERO))
        .withMessageContaining("batch.max-size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchPolicy(1, Duration.ofMillis(-1)))
        .withMessageContaining("batch.max-delay-ms");
    for (List<Integer> wrong : List.of(List.of(4, 2), List.of(1, 4), List.of(0, 8))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BatchPolicy(8, Duration.ZERO, wrong))
          .withMessageContaining("batch.buckets");
    }
  }
}
