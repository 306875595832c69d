package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldCountFromTheFirstSubmissionToTheLastResult() {
    var tally = new Tally(4);
    tally.sending(START);
    tally.sending(START.plusMillis(500));
    for (int i = 0; i < 4; i++) {
      tally.sent();
    }
    tally.scored(Duration.ofMillis(10), START.plusMillis(800));
    tally.scored(Duration.ofMillis(30), START.plusMillis(900));
    tally.scored(Duration.ofMillis(20), START.plusMillis(1000));
    tally.failed(START.plusMillis(2000));

    assertThat(tally.line())
        .isEqualTo("sent 4/4 scored 3 failed 1 | 2.0 images/s | p50 20 p99 30 ms");
  }

  @Test
  void shouldHaveALineBeforeAnythingHappened() {
    assertThat(new Tally(3).line())
        .isEqualTo("sent 0/3 scored 0 failed 0 | 0.0 images/s | p50 0 p99 0 ms");
  }

  @Test
  void shouldClaimNothingOfResultsThatNobodyWaitsFor() {
    var tally = new Tally(3);
    tally.sent();
    tally.sent();

    assertThat(tally.sentLine()).isEqualTo("sent 2/3");
    tally.failed(START);
    assertThat(tally.sentLine()).isEqualTo("sent 2/3 failed 1");
  }

  @Test
  void shouldFitATerminal() {
    var tally = new Tally(99_999);
    tally.sending(START);
    for (int i = 0; i < 99_999; i++) {
      tally.sent();
      tally.scored(Duration.ofMillis(9_999), START.plusSeconds(100));
    }

    assertThat(tally.line()).hasSizeLessThanOrEqualTo(79);
  }

  @Test
  void shouldTakeTheLatencyThatTheShareOfImagesDidNotExceed() {
    var latencies = new Latencies();
    for (int millis = 2000; millis >= 1; millis--) {
      latencies.add(Duration.ofMillis(millis));
    }

    assertThat(latencies.percentile(0.5)).hasMillis(1000);
    assertThat(latencies.percentile(0.99)).hasMillis(1980);
    assertThat(latencies.percentile(1)).hasMillis(2000);
  }
}
