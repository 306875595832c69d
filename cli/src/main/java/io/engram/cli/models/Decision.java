package io.engram.cli.models;

import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrialRule;
import io.engram.schemas.releases.Releases;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decisions that people make. */
final class Decision {
  private Decision() {}

  /** Whether a decision, if there is one, is on this bundle. */
  static boolean isOn(StoreEntry.Model model, Optional<ModelRelease> decision) {
    return decision.map(ModelRelease::getBundleSha256).filter(model.sha256()::equals).isPresent();
  }

  /** A decision on a model of the store, for all images. */
  static ModelRelease of(
      ReleaseDecision decision, StoreEntry.Model model, Releases releases, String explanation) {
    return trial(decision, model, releases, 1, Optional.empty(), explanation);
  }

  /**
   * A decision on a model of the store for a share of the images.
   *
   * @param rule by which the trial ends
   */
  static ModelRelease trial(
      ReleaseDecision decision,
      StoreEntry.Model model,
      Releases releases,
      double share,
      Optional<TrialRule> rule,
      String explanation) {
    return ModelRelease.newBuilder()
        .setModelName(model.manifest().name())
        .setVersion(model.manifest().version())
        .setParentVersion(
            releases.serving(model.manifest().name()).map(ModelRelease::getVersion).orElse(null))
        .setBundleUri(model.address().toString())
        .setBundleSha256(model.sha256())
        .setDecision(decision)
        .setShare(share)
        .setRule(rule.orElse(null))
        .setExplanation(explanation)
        .setMetrics(model.manifest().metrics())
        .setDataFingerprint(model.manifest().dataFingerprint())
        .setReleasedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }
}
