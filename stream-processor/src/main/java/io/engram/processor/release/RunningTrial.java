package io.engram.processor.release;

import io.engram.processor.trial.Trial;
import io.engram.processor.trial.TrialShare;
import io.engram.processor.trial.TrialSums;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrialReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** A trial that this processor takes part in, and what it tells of it. For one thread. */
final class RunningTrial {
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private final ModelRelease release;
  private final String champion;
  private final String processor;
  private final String run = UUID.randomUUID().toString();
  private final Trial trial;
  private final ReleaseReports reports;
  private TrialSums reported;
  private Instant next = Instant.MIN;

  private RunningTrial(
      ModelRelease release,
      String champion,
      String processor,
      Trial trial,
      ReleaseReports reports) {
    this.release = release;
    this.champion = champion;
    this.processor = processor;
    this.trial = trial;
    this.reports = reports;
    this.reported = trial.sums();
  }

  /** Whether a decision begins a trial that there can be. */
  static boolean isPossible(ModelRelease release) {
    boolean isTrial =
        release.getDecision() == ReleaseDecision.CANARY
            || release.getDecision() == ReleaseDecision.SHADOW;
    return isTrial && release.getShare() > 0 && release.getShare() <= 1;
  }

  /**
   * The trial that a decision begins.
   *
   * @param champion version that serves meanwhile
   */
  static RunningTrial of(
      ModelRelease release, String champion, String processor, ReleaseReports reports) {
    TrialShare share = new TrialShare(release.getShare());
    Trial trial =
        release.getDecision() == ReleaseDecision.SHADOW
            ? Trial.shadow(share, reports::shadowed)
            : Trial.canary(share);
    return new RunningTrial(release, champion, processor, trial, reports);
  }

  ModelRelease release() {
    return release;
  }

  Trial trial() {
    return trial;
  }

  /** Why it cannot go on, if its model broke down. */
  Optional<String> breakdown() {
    return trial
        .breakdown()
        .map(
            reason ->
                "Model %s %s broke down on trial: %s; withdraw it, and see the processor's log"
                    .formatted(release.getModelName(), release.getVersion(), reason));
  }

  /** Reports unless nothing happened, or the last report is recent. */
  void reportNowAndThen(Instant now) {
    if (!now.isBefore(next)) {
      report(now);
    }
  }

  /** Reports unless nothing happened. */
  void report(Instant now) {
    TrialSums sums = trial.sums();
    if (sums.equals(reported)) {
      return;
    }
    reported = sums;
    next = now.plus(REPORT_EVERY);
    reports.tried(
        TrialReport.newBuilder()
            .setProcessor(processor)
            .setRun(run)
            .setModelName(release.getModelName())
            .setVersion(release.getVersion())
            .setBundleSha256(release.getBundleSha256())
            .setChampionVersion(champion)
            .setReleasedAt(release.getReleasedAt())
            .setImages(sums.challenger().images())
            .setFailures(sums.failures())
            .setMissed(sums.missed())
            .setScoreSum(sums.challenger().scores())
            .setScoreSquares(sums.challenger().squares())
            .setInferenceMicros(sums.challenger().inferenceMicros())
            .setChampionImages(sums.champion().images())
            .setChampionScoreSum(sums.champion().scores())
            .setChampionScoreSquares(sums.champion().squares())
            .setChampionInferenceMicros(sums.champion().inferenceMicros())
            .setCompared(sums.compared())
            .setAgreementSum(sums.agreement())
            .setReportedAt(now.truncatedTo(ChronoUnit.MILLIS))
            .build());
  }
}
