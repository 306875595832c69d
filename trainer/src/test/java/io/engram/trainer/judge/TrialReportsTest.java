package io.engram.trainer.judge;

import static io.engram.schemas.SwapOutcome.BUNDLE_UNTRUSTED;
import static io.engram.schemas.SwapOutcome.ENGINE_FAILED;
import static io.engram.schemas.SwapOutcome.ON_TRIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.TrialReport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrialReportsTest {
  private final ModelRelease trial = Trials.release(ReleaseDecision.SHADOW, "2", null);
  private final TrialReports reports = new TrialReports();

  private static ModelSwap swap(SwapOutcome outcome, Instant releasedAt) {
    return Trials.swap("a", outcome, releasedAt);
  }

  @Test
  void shouldTakeTheNewestReportOfEachProcessor() {
    reports.add(Trials.alike("a", 10));
    reports.add(Trials.alike("a", 20));
    reports.add(Trials.alike("b", 5));

    assertThat(reports.of(trial).images()).isEqualTo(25);
  }

  @Test
  void shouldNotCountAnotherTrial() {
    reports.add(
        TrialReport.newBuilder(Trials.alike("a", 10))
            .setReleasedAt(Trials.BEGAN.minusSeconds(1))
            .build());
    reports.add(
        TrialReport.newBuilder(Trials.alike("b", 10)).setBundleSha256("3".repeat(64)).build());

    assertThat(reports.of(trial).images()).isZero();
  }

  @Test
  void shouldAddTheRunsOfAProcessorThatStartsAgain() {
    reports.add(Trials.alike("a", 10));
    reports.add(TrialReport.newBuilder(Trials.alike("a", 3)).setRun("second").build());

    assertThat(reports.of(trial).images()).isEqualTo(13);
  }

  @Test
  void shouldKnowWhoCannotRunTheModelOfThisTrial() {
    reports.add(swap(ENGINE_FAILED, Trials.BEGAN.minusSeconds(1)));
    assertThat(reports.of(trial).refusal()).isEmpty();

    reports.add(swap(ENGINE_FAILED, Trials.BEGAN));
    assertThat(reports.of(trial).refusal()).contains("a: it is so");

    reports.add(swap(ON_TRIAL, Trials.BEGAN));
    assertThat(reports.of(trial).refusal()).isEmpty();
    reports.add(swap(BUNDLE_UNTRUSTED, Trials.BEGAN));
    assertThat(reports.of(trial).refusal()).as("which is tried again").isEmpty();
  }
}
