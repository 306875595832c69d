package io.engram.trainer.retrain;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.UpdateReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Updates, and decisions on them. */
final class Updates {
  private Updates() {}

  static DatasetUpdated of(String dataset, String fingerprint) {
    return of(dataset, Path.of("/data").resolve(dataset), fingerprint, UpdateReason.MANUAL);
  }

  static DatasetUpdated of(String dataset, Path folder, String fingerprint, UpdateReason reason) {
    return DatasetUpdated.newBuilder()
        .setDataset(dataset)
        .setUri(folder.toUri().toString())
        .setFingerprint(fingerprint)
        .setReason(reason)
        .setTrainingImages(1)
        .setValidationImages(1)
        .setPublishedAt(Instant.EPOCH)
        .build();
  }

  static ModelRelease release(String model, String version, ReleaseDecision decision) {
    return release(model, version, decision, "because");
  }

  static ModelRelease release(
      String model, String version, ReleaseDecision decision, String explanation) {
    return ModelRelease.newBuilder()
        .setModelName(model)
        .setVersion(version)
        .setBundleUri("file:///store/" + version)
        .setBundleSha256("b".repeat(64))
        .setDecision(decision)
        .setShare(1)
        .setExplanation(explanation)
        .setMetrics(Map.of("gain", 0.25))
        .setReleasedAt(Instant.EPOCH)
        .build();
  }
}
