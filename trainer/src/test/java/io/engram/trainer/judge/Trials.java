package io.engram.trainer.judge;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.TrialReport;
import io.engram.schemas.TrialRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A trial of version 2, and reports on it. */
final class Trials {
  static final Instant BEGAN = Instant.ofEpochSecond(1_000);
  static final String BUNDLE = "2".repeat(64);

  private Trials() {}

  static TrialRule rule(long images, boolean promotes) {
    return TrialRule.newBuilder()
        .setImages(images)
        .setPromotes(promotes)
        .setLeastAgreement(0.6)
        .setLargestShift(0.05)
        .setLargestFailures(0.01)
        .build();
  }

  static ModelRelease release(ReleaseDecision decision, String version, TrialRule rule) {
    return ModelRelease.newBuilder()
        .setModelName("tiny")
        .setVersion(version)
        .setParentVersion("1")
        .setBundleUri("file:///models/" + version)
        .setBundleSha256(version.repeat(64))
        .setDecision(decision)
        .setShare(0.5)
        .setRule(rule)
        .setExplanation("a test")
        .setMetrics(new HashMap<>(Map.of("l1", 0.1)))
        .setReleasedAt(BEGAN)
        .build();
  }

  /** What a processor made of the decision of that time. */
  static ModelSwap swap(String processor, SwapOutcome outcome, Instant releasedAt) {
    return ModelSwap.newBuilder()
        .setProcessor(processor)
        .setModelName("tiny")
        .setVersion("2")
        .setBundleSha256(BUNDLE)
        .setOutcome(outcome)
        .setReleasedAt(releasedAt)
        .setDetail("it is so")
        .setTookMillis(1)
        .setSwappedAt(releasedAt)
        .build();
  }

  /** Of a processor that has seen nothing yet. */
  static TrialReport.Builder report(String processor) {
    return TrialReport.newBuilder()
        .setProcessor(processor)
        .setRun("first")
        .setModelName("tiny")
        .setVersion("2")
        .setBundleSha256(BUNDLE)
        .setChampionVersion("1")
        .setReleasedAt(BEGAN)
        .setImages(0)
        .setFailures(0)
        .setMissed(0)
        .setScoreSum(0)
        .setScoreSquares(0)
        .setInferenceMicros(0)
        .setChampionImages(0)
        .setChampionScoreSum(0)
        .setChampionScoreSquares(0)
        .setChampionInferenceMicros(0)
        .setCompared(0)
        .setAgreementSum(0)
        .setReportedAt(BEGAN);
  }

  /** Of a shadow that scores much as the version that serves. */
  static TrialReport alike(String processor, int images) {
    return report(processor)
        .setImages(images)
        .setScoreSum(0.11 * images)
        .setChampionImages(images)
        .setChampionScoreSum(0.1 * images)
        .setCompared(images)
        .setAgreementSum(0.9 * images)
        .build();
  }
}
