package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.results.Results;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.topics.Topic;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Outstanding outstanding = new Outstanding(Topic.IMAGE_EVENTS);

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
    outstanding.acknowledge("a.png", 0, 7);

    assertThat(outstanding.settle(failure("a.png", 0, 7))).contains("a.png");
    assertThat(outstanding.size()).isZero();
  }

  @Test
  void shouldWaitOnWhenTheFailureIsOfAnotherTopicsEvent() {
    Outstanding interactive = new Outstanding(Topic.INTERACTIVE_IMAGE_EVENTS);
    interactive.expect("a.png", NOW);
    interactive.acknowledge("a.png", 0, 7);

    assertThat(interactive.settle(failure("a.png", 0, 7))).isEmpty();
    assertThat(interactive.size()).isOne();
  }

  @Test
  void shouldSettleAnImageWhoseEventTheProcessorCouldNotRead() {
    outstanding.expect("a.png", NOW);
    outstanding.acknowledge("a.png", 0, 7);

    assertThat(outstanding.settle(failure(null, 0, 7))).contains("a.png");
    assertThat(outstanding.size()).isZero();
  }

  @Test
  void shouldSettleAnImageByAFailureThatOvertookTheAcknowledgement() {
    outstanding.expect("a.png", NOW);
    ScoringFailure early = failure(null, 0, 7);

    assertThat(outstanding.settle(early)).isEmpty();
    assertThat(outstanding.acknowledge("a.png", 0, 7)).contains(early);
    assertThat(outstanding.size()).isZero();
  }

  @Test
  void shouldWaitOnWhenTheFailureIsOfAnotherEvent() {
    outstanding.expect("a.png", NOW);
    outstanding.settle(failure("a.png", 0, 6));
    outstanding.acknowledge("a.png", 0, 7);

    assertThat(outstanding.settle(failure("a.png", 1, 7))).isEmpty();
    assertThat(outstanding.size()).isOne();
  }

  @Test
  void shouldCountEachImageOnce() {
    outstanding.expect("a.png", NOW);

    outstanding.settle(score("a.png", NOW));

    assertThat(outstanding.settle(score("a.png", NOW))).isFalse();
  }

  @Test
  void shouldNotMissAnImageThatWasScoredBeforeItWasAcknowledged() {
    outstanding.expect("a.png", NOW);
    outstanding.settle(score("a.png", NOW));

    assertThat(outstanding.acknowledge("a.png", 0, 7)).isEmpty();
    assertThat(outstanding.size()).isZero();
  }

  private static MemorabilityScore score(String imageId, Instant submittedAt) {
    return Results.score(imageId).setSubmittedAt(submittedAt).build();
  }

  private static ScoringFailure failure(String imageId, int partition, long offset) {
    return Results.failure(imageId).setSourcePartition(partition).setSourceOffset(offset).build();
  }
}
