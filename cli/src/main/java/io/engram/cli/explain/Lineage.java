package io.engram.cli.explain;

import io.engram.model.bundle.Manifest;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.TrainingProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a score comes from.
 *
 * @param release the decision that ended the training of its model
 * @param model its model, where the store has it
 * @param update the event that published the data that this learned from
 * @param training the last event of a training on that data, which may have been found by a look at
 *     a published folder because of drift
 * @param files of that data
 */
record Lineage(
    MemorabilityScore score,
    Optional<ModelRelease> release,
    Optional<StoreEntry.Model> model,
    Optional<DatasetUpdated> update,
    Optional<TrainingProgress> training,
    Optional<Long> files) {

  /** Each step of the way back, by what it is called. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("image", score.getImageId());
    facts.put("content", score.getContentSha256());
    facts.put("score", score.getScore());
    facts.put("scored at", score.getScoredAt().toString());
    facts.put("model", score.getModelName() + " " + score.getModelVersion());
    release.ifPresent(one -> addRelease(one, facts));
    model.ifPresent(one -> addModel(one, facts));
    fingerprint().ifPresent(one -> facts.put("data fingerprint", one));
    update.ifPresent(
        one -> {
          facts.put("data set", one.getDataset());
          facts.put("data address", one.getUri());
          facts.put("data published", one.getPublishedAt().toString());
          facts.put("data reason", one.getReason().toString());
        });
    if (update.isEmpty()) {
      training.ifPresent(
          one -> {
            facts.put("data set", one.getDataset());
            facts.put("data reason", "found anew, because of drift");
          });
    }
    files.ifPresent(count -> facts.put("data files", count));
    return facts;
  }

  private static void addRelease(ModelRelease release, Map<String, Object> facts) {
    facts.put("decision", release.getDecision().toString());
    facts.put("decided at", release.getReleasedAt().toString());
    facts.put("why", release.getExplanation());
    if (release.getParentVersion() != null) {
      facts.put("in place of", release.getModelName() + " " + release.getParentVersion());
    }
    facts.put("bundle", release.getBundleSha256());
    release.getMetrics().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(metric -> facts.put("decision " + metric.getKey(), metric.getValue()));
  }

  private static void addModel(StoreEntry.Model model, Map<String, Object> facts) {
    Manifest manifest = model.manifest();
    facts.put("bundle", model.sha256());
    facts.put("bundle address", model.address().toString());
    facts.put("signed", model.signed());
    facts.put("trained with", manifest.training().command());
    facts.put("seed", manifest.training().seed());
    manifest.metrics().forEach((metric, value) -> facts.put("evaluation " + metric, value));
    manifest
        .training()
        .configuration()
        .forEach((name, value) -> facts.put("configuration " + name, value));
  }

  /** Of the data, by whoever knows it. */
  private Optional<String> fingerprint() {
    return model
        .map(one -> one.manifest().dataFingerprint())
        .or(() -> release.map(ModelRelease::getDataFingerprint));
  }
}
