package io.engram.cli.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.models.StoreOptions;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreEntry;
import io.engram.model.store.StoreException;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.TrainingProgress;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code engram explain}: walks back from a score. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tells where an image's last score comes from: model, bundle, training, configuration,"
          + " evaluation, the decision that released it and why, and the data it learned from.",
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "IMAGE", description = "The image's id, or the SHA-256 of its bytes.")
  private String image;

  @Option(names = "--json", description = "Print the facts as JSON.")
  private boolean json;

  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connectionOptions;

  public ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Connection connection = connectionOptions.connection();
    connection.check(
        List.of(
            Topic.MEMORABILITY_SCORES,
            Topic.MODEL_RELEASES,
            Topic.DATASET_UPDATES,
            Topic.TRAINING_PROGRESS));
    try (AvroSerdes serdes = connection.serdes();
        ModelStore opened = store.open()) {
      print(lineage(new TopicScan(connection, serdes), connection.releases(serdes), opened));
      return ExitCode.OK;
    }
  }

  private Lineage lineage(TopicScan topics, Releases releases, ModelStore opened)
      throws CommandFailedException, StoreException {
    MemorabilityScore score =
        topics
            .last(Topic.MEMORABILITY_SCORES, MemorabilityScore.class, this::isOfTheImage)
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "image " + image,
                        "has no score",
                        "Name one that engram results shows, or submit it."));
    Optional<ModelRelease> release = release(releases, score);
    Optional<StoreEntry.Model> model = model(opened, score, release);
    Optional<String> fingerprint =
        model
            .map(one -> one.manifest().dataFingerprint())
            .or(() -> release.map(ModelRelease::getDataFingerprint));
    Optional<DatasetUpdated> update = fingerprint.flatMap(one -> update(topics, one));
    Optional<TrainingProgress> training =
        fingerprint.flatMap(
            one ->
                topics.last(
                    Topic.TRAINING_PROGRESS,
                    TrainingProgress.class,
                    event -> event.getDataFingerprint().equals(one)));
    Optional<String> files =
        fingerprint.isPresent() ? opened.dataset(fingerprint.get()) : Optional.empty();
    return new Lineage(
        score, release, model, update, training, files.map(lines -> lines.lines().count()));
  }

  /** What somebody published, rather than its repetition because of drift. */
  private static Optional<DatasetUpdated> update(TopicScan topics, String fingerprint) {
    Predicate<DatasetUpdated> ofTheData = event -> event.getFingerprint().equals(fingerprint);
    return topics
        .last(
            Topic.DATASET_UPDATES,
            DatasetUpdated.class,
            ofTheData.and(event -> event.getReason() != UpdateReason.DRIFT))
        .or(() -> topics.last(Topic.DATASET_UPDATES, DatasetUpdated.class, ofTheData));
  }

  /** That which ended its training, or else the one by which it serves or is tried. */
  private static Optional<ModelRelease> release(Releases releases, MemorabilityScore score) {
    String name = score.getModelName();
    return releases
        .training(name, score.getModelVersion())
        .or(() -> releases.serving(name))
        .or(() -> releases.trial(name))
        .filter(release -> release.getVersion().equals(score.getModelVersion()));
  }

  private boolean isOfTheImage(MemorabilityScore score) {
    return score.getImageId().equals(image) || score.getContentSha256().equals(image);
  }

  /** The decision names the bundle; without one, name and version have to do. */
  private static Optional<StoreEntry.Model> model(
      ModelStore store, MemorabilityScore score, Optional<ModelRelease> release)
      throws StoreException {
    return store.list().stream()
        .filter(StoreEntry.Model.class::isInstance)
        .map(StoreEntry.Model.class::cast)
        .filter(
            model ->
                release
                    .map(one -> one.getBundleSha256().equals(model.sha256()))
                    .orElse(
                        model.manifest().name().equals(score.getModelName())
                            && model.manifest().version().equals(score.getModelVersion())))
        .findFirst();
  }

  private void print(Lineage lineage) throws Exception {
    if (json) {
      console.out().println(new ObjectMapper().writeValueAsString(lineage.facts()));
      return;
    }
    lineage.facts().forEach((what, value) -> console.print("%-44s  %s".formatted(what, value)));
    if (lineage.release().isEmpty()) {
      console.say(
          "No decision on this model is there any more, or there never was one: processors may have"
              + " been started with it (engram process --model), or tried it out.");
    }
    if (lineage.model().isEmpty()) {
      console.say(
          "The store has no such model: publish it (engram models publish), or see --store.");
    }
  }
}
