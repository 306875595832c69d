package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
   * @param releases the decisions so far; what was measured when its training ended is kept
   */
  public static ModelRelease promoted(
      ModelRelease trial, Releases releases, String why, Instant now) {
    String model = trial.getModelName();
    return end(trial, ReleaseDecision.PROMOTED, why, now)
        .setParentVersion(
            releases.serving(model).map(ModelRelease::getVersion).orElse(trial.getParentVersion()))
        .setMetrics(
            releases
                .training(model, trial.getVersion())
                .map(ModelRelease::getMetrics)
                .orElse(trial.getMetrics()))
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
