package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.results.Results;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Outstanding outstanding = new Outstanding(Map.of(0, 7L));

  @Test
  void shouldSettleAnImageByItsScore() {
    outstanding.expect("a.png", NOW);

    assertThat(outstanding.settle(score("a.png", NOW))).isTrue();
    assertThat(outstanding.size()).isZero();
  }

  @Test
  void shouldWaitOnWhenTheScoreIsOfAnEarlierSubmission() {
    outstanding.expect("a.png", NOW);

    assertThat(outstanding.settle(score("a.png", NOW.minusMillis(1)))).isFalse();
    assertThat(outstanding.size()).isOne();
  }

  @Test
  void shouldSettleAnImageByTheFailureOfItsEvent() {
    outstanding.expect("a.png", NOW);

    assertThat(outstanding.settle(failure("a.png", 0, 7))).isTrue();
    assertThat(outstanding.size()).isZero();
  }

  @Test
  void shouldWaitOnWhenTheFailureIsOfAnEarlierEvent() {
    outstanding.expect("a.png", NOW);

    assertThat(outstanding.settle(failure("a.png", 0, 6))).isFalse();
    assertThat(outstanding.size()).isOne();
  }

  @Test
  void shouldCountEachImageOnce() {
    outstanding.expect("a.png", NOW);

    outstanding.settle(score("a.png", NOW));

    assertThat(outstanding.settle(score("a.png", NOW))).isFalse();
  }

  @Test
  void shouldIgnoreFailuresOfEventsThatNobodyCanName() {
    outstanding.expect("a.png", NOW);

    assertThat(outstanding.settle(failure(null, 0, 8))).isFalse();
  }

  private static MemorabilityScore score(String imageId, Instant submittedAt) {
    return Results.score(imageId).setSubmittedAt(submittedAt).build();
  }

  private static ScoringFailure failure(String imageId, int partition, long offset) {
    return Results.failure(imageId).setSourcePartition(partition).setSourceOffset(offset).build();
  }
}
