package io.engram.processor.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitPaceTest {
  private static final long MILLI = 1_000_000;

  private final CommitPace pace = new CommitPace();

  @Test
  void shouldBeDueHalfAsLongAfterTheFirstOutcomeAsThatTook() {
    assertThat(pace.isDue(1000 * MILLI)).isFalse();

    pace.emitted(40 * MILLI, 100 * MILLI);
    pace.emitted(400 * MILLI, 110 * MILLI);

    assertThat(pace.isDue(120 * MILLI - 1)).isFalse();
    assertThat(pace.isDue(120 * MILLI)).isTrue();
  }

  @Test
  void shouldNotBeDueAgainBeforeTheNextOutcome() {
    pace.emitted(40 * MILLI, 100 * MILLI);
    pace.committed(MILLI);
    assertThat(pace.isDue(1000 * MILLI)).isFalse();

    pace.emitted(40 * MILLI, 2000 * MILLI);
    pace.nothingWaits();
    assertThat(pace.isDue(3000 * MILLI)).isFalse();
  }

  @Test
  void shouldAllowAFewMillisecondsWhateverAnImageTook() {
    pace.emitted(1, 100 * MILLI);

    assertThat(pace.isDue(110 * MILLI - 1)).isFalse();
    assertThat(pace.isDue(110 * MILLI)).isTrue();
  }

  @Test
  void shouldWaitAsLongAsTheLastCommitTook() {
    pace.emitted(0, 100 * MILLI);
    pace.committed(30 * MILLI);
    pace.emitted(0, 200 * MILLI);
    assertThat(pace.isDue(230 * MILLI - 1)).isFalse();
    assertThat(pace.isDue(230 * MILLI)).isTrue();

    pace.committed(MILLI);
    pace.emitted(0, 300 * MILLI);
    assertThat(pace.isDue(310 * MILLI)).isTrue();
  }
}
