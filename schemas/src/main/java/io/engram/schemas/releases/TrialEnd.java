package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The decisions that end a trial. */
public final class TrialEnd {
  private TrialEnd() {}

  /**
   * The version is not tried any more.
   *
   * @param trial the decision that began it
   */
  public static ModelRelease withdrawn(ModelRelease trial, String why, Instant now) {
    return end(trial, ReleaseDecision.WITHDRAWN, why, now).build();
  }

  /**
   * The version serves from now on.
   *
   * @param trial the decision that began it
   * @param serving the decision by which another version serves until now, if any does
   */
  public static ModelRelease promoted(
      ModelRelease trial, Optional<ModelRelease> serving, String why, Instant now) {
    return end(trial, ReleaseDecision.PROMOTED, why, now)
        .setParentVersion(serving.map(ModelRelease::getVersion).orElse(trial.getParentVersion()))
        .setShare(1)
        .build();
  }

  private static ModelRelease.Builder end(
      ModelRelease trial, ReleaseDecision decision, String why, Instant now) {
    return ModelRelease.newBuilder()
        .setModelName(trial.getModelName())
        .setVersion(trial.getVersion())
        .setParentVersion(trial.getParentVersion())
        .setBundleUri(trial.getBundleUri())
        .setBundleSha256(trial.getBundleSha256())
        .setDecision(decision)
        .setShare(trial.getShare())
        .setExplanation(why)
        .setMetrics(trial.getMetrics())
        .setDataFingerprint(trial.getDataFingerprint())
        .setReleasedAt(now.truncatedTo(ChronoUnit.MILLIS));
  }
}
