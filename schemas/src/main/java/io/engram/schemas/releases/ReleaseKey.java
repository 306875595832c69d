package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.util.List;

/** The keys of records of {@code model-releases}, by which the topic is compacted. */
final class ReleaseKey {
  private ReleaseKey() {}

  /** Of the decision that says who serves. */
  static String serving(String model) {
    return model;
  }

  /** Of the decision that says who is on trial. A model's name has no such sign. */
  static String trial(String model) {
    return model + "#trial";
  }

  /** Of the decision that ended a training. */
  static String training(String model, String version) {
    return model + "/" + version;
  }

  /** Whether a decision may be under a key; one that a later version knows may be under none. */
  static boolean fits(String key, ModelRelease release) {
    return release.getDecision() != ReleaseDecision.UNKNOWN && of(release).contains(key);
  }

  /** All keys that a decision is written under. */
  static List<String> of(ModelRelease release) {
    String model = release.getModelName();
    return switch (release.getDecision()) {
      case PROMOTED -> List.of(training(model, release.getVersion()), serving(model));
      case REJECTED -> List.of(training(model, release.getVersion()));
      case ROLLED_BACK -> List.of(serving(model));
      case CANARY, SHADOW, WITHDRAWN -> List.of(trial(model));
      case UNKNOWN ->
          throw new IllegalArgumentException("a release without a decision: " + release);
    };
  }
}
