package io.engram.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.schemas.TrialReport;
import io.engram.schemas.TrialRule;
import io.engram.trainer.judge.TrialVerdict.Hold;
import io.engram.trainer.judge.TrialVerdict.Promote;
import io.engram.trainer.judge.TrialVerdict.Undecided;
import io.engram.trainer.judge.TrialVerdict.Withdraw;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialJudgeTest {
  private static final TrialRule RULE = Trials.rule(100, true);

  private static TrialEvidence of(TrialReport... reports) {
    return new TrialEvidence(List.of(reports), Optional.empty());
  }

  private static TrialVerdict judge(TrialReport... reports) {
    return TrialJudge.judge(RULE, of(reports));
  }

  @Test
  void shouldAddWhatProcessorsReport() {
    TrialEvidence evidence =
        of(
            Trials.report("a").setImages(10).setScoreSum(2).setChampionImages(10).build(),
            Trials.report("b")
                .setImages(30)
                .setScoreSum(6)
                .setFailures(10)
                .setInferenceMicros(80_000)
                .setChampionImages(40)
                .setChampionScoreSum(5)
                .build());

    assertThat(evidence.images()).isEqualTo(40);
    assertThat(evidence.meanScore()).hasValue(0.2);
    assertThat(evidence.championMeanScore()).hasValue(0.1);
    assertThat(evidence.shift().orElseThrow()).isCloseTo(0.1, within(1e-12));
    assertThat(evidence.failures()).hasValue(0.2);
    assertThat(evidence.inferenceMillis()).hasValue(2);
    assertThat(evidence.agreement()).isEmpty();
  }

  @Test
  void shouldWaitForAllImages() {
    assertThat(judge()).isInstanceOf(Undecided.class);
    assertThat(judge(Trials.alike("a", 60), Trials.alike("b", 39)))
        .isEqualTo(new Undecided("99 of 100 images are scored"));
  }

  @Test
  void shouldPromoteWhatKeepsTheLimits() {
    TrialVerdict verdict = judge(Trials.alike("a", 60), Trials.alike("b", 40));

    assertThat(verdict).isInstanceOf(Promote.class);
    assertThat(verdict.why())
        .isEqualTo(
            "It keeps the limits of its rule: 100 images, score shift +0.0100, agreement 0.9000,"
                + " failures 0.0000.");
  }

  @Test
  void shouldLeaveTheDecisionWhereTheRuleSaysSo() {
    assertThat(TrialJudge.judge(Trials.rule(100, false), of(Trials.alike("a", 100))))
        .isInstanceOf(Hold.class);
  }

  @Test
  void shouldWithdrawEarlyButNotForASingleImage() {
    TrialReport disagrees =
        Trials.report("a").setImages(9).setChampionImages(9).setCompared(9).build();
    assertThat(judge(disagrees)).isInstanceOf(Undecided.class);

    TrialVerdict verdict =
        judge(
            TrialReport.newBuilder(disagrees)
                .setImages(10)
                .setChampionImages(10)
                .setCompared(10)
                .build());
    assertThat(verdict).isInstanceOf(Withdraw.class);
    assertThat(verdict.why()).contains("agree with those of the version that serves by 0.0000");
  }

  @Test
  void shouldWithdrawAtAShiftOfEitherSign() {
    TrialReport alike = Trials.alike("a", 100);
    for (double sum : List.of(0.0, 30.0)) {
      TrialVerdict verdict = judge(TrialReport.newBuilder(alike).setScoreSum(sum).build());
      assertThat(verdict).isInstanceOf(Withdraw.class);
      assertThat(verdict.why()).contains("mean score differs");
    }
  }

  /** Scores of 0.2 and 0 alternate, so that ten of them have a standard error of about 0.03. */
  @Test
  void shouldLeaveAShiftOfFewImagesToChance() {
    TrialReport varied =
        Trials.report("a")
            .setImages(10)
            .setScoreSum(1)
            .setScoreSquares(0.2)
            .setChampionImages(1000)
            .setChampionScoreSum(0)
            .setCompared(10)
            .setAgreementSum(9)
            .build();
    assertThat(of(varied).shift()).hasValue(0.1);
    assertThat(of(varied).shiftError().orElseThrow()).isCloseTo(0.0333, within(1e-4));
    assertThat(judge(varied)).isInstanceOf(Undecided.class);

    assertThat(
            judge(
                TrialReport.newBuilder(varied)
                    .setImages(90)
                    .setScoreSum(9)
                    .setScoreSquares(1.8)
                    .build()))
        .isInstanceOf(Withdraw.class);
  }

  @Test
  void shouldWithdrawWhatFailsOnImagesEvenWhereItScoresNone() {
    assertThat(judge(Trials.report("a").setFailures(9).build())).isInstanceOf(Undecided.class);

    TrialVerdict verdict = judge(Trials.report("a").setFailures(10).build());

    assertThat(verdict).isInstanceOf(Withdraw.class);
    assertThat(verdict.why()).contains("failed on a share of 1.0000 of its images");
  }

  /** A canary has no pair of maps to compare. */
  @Test
  void shouldJudgeACanaryByWhatItHas() {
    TrialReport canary =
        TrialReport.newBuilder(Trials.alike("a", 100)).setCompared(0).setAgreementSum(0).build();
    assertThat(judge(canary)).isInstanceOf(Promote.class);

    assertThat(judge(TrialReport.newBuilder(canary).setChampionImages(9).build()))
        .as("with nothing to compare it with")
        .isInstanceOf(Undecided.class);
  }

  @Test
  void shouldWithdrawWhatAProcessorCannotRun() {
    TrialVerdict verdict =
        TrialJudge.judge(
            RULE,
            new TrialEvidence(List.of(Trials.alike("a", 100)), Optional.of("b: it is damaged")));

    assertThat(verdict).isEqualTo(new Withdraw("A processor cannot run it. b: it is damaged"));
  }
}
