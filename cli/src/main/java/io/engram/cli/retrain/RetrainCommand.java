package io.engram.cli.retrain;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.FolderLock;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import io.engram.cli.data.BackboneOption;
import io.engram.cli.data.CacheFolder;
import io.engram.cli.metrics.Health;
import io.engram.cli.metrics.Metrics;
import io.engram.cli.metrics.MetricsOptions;
import io.engram.cli.models.BackgroundJudge;
import io.engram.cli.models.Judging;
import io.engram.cli.models.StoreOptions;
import io.engram.cli.train.RecipeOptions;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.signing.SigningKey;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.TrainingProgress;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.judge.TrialWatch;
import io.engram.trainer.retrain.Gate;
import io.engram.trainer.retrain.RetrainConfig;
import io.engram.trainer.retrain.RetrainMeters;
import io.engram.trainer.retrain.RetrainService;
import io.engram.trainer.run.DeviceChoice;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram retrain}: the retrain service. */
@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    description = {
      "Waits for new versions of data sets (engram data publish), trains a model on each, starting"
          + " from the weights of the one that serves, and compares both on the images that are held"
          + " out. A better one is promoted; either way the topic model-releases tells why.",
      "Beside that it ends trials by their rules, as engram models judge does.",
      "Runs until Ctrl-C. Stopped or killed, it goes on where it was."
    },
    footer = {"", "Example: engram retrain --preset mobilenet --sign release.key"})
public final class RetrainCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;
  private final Installation installation;

  @Spec private CommandSpec spec;
  @Mixin private RecipeOptions recipe;
  @Mixin private BackboneOption backbone;
  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private MetricsOptions metricsOptions;

  @Option(
      names = "--margin",
      paramLabel = "X",
      defaultValue = "0.002",
      description =
          "How much better the correlation of a challenger must be to be promoted."
              + " Default: ${DEFAULT-VALUE}.")
  private double margin;

  @Option(
      names = "--min-images",
      paramLabel = "N",
      defaultValue = "100",
      description = "Fewest images to train on that are worth it. Default: ${DEFAULT-VALUE}.")
  private int leastImages;

  @Option(
      names = "--min-measured",
      paramLabel = "N",
      defaultValue = "20",
      description = "Fewest images to measure on that can decide. Default: ${DEFAULT-VALUE}.")
  private int leastMeasured;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "The bundle that processors are started with, which serves until one was released and"
              + " must be beaten first; it may have another name than the preset."
              + " Default: the shipped model, if the preset is its.")
  private Path given;

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description = "Sign bundles with this private key, which engram models keys makes.")
  private Path key;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "NAME",
      description = "What computes: auto, cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private DeviceChoice device;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "runs/retrain",
      description =
          "Where checkpoints are kept, and deleted once a training is decided on. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path work;

  public RetrainCommand(Console console, StopSignal stop, Installation installation) {
    this.console = console;
    this.stop = stop;
    this.installation = installation;
  }

  @Override
  public Integer call() throws Exception {
    RetrainConfig config = config();
    Optional<SigningKey> signing =
        key == null ? Optional.empty() : Optional.of(SigningKey.read(key));
    Connection connection = connectionOptions.connection();
    connection.check(List.of(Topic.DATASET_UPDATES, Topic.TRAINING_PROGRESS));
    connection.check(Judging.TOPICS);
    String group = RetrainService.group(config.model());
    try (Metrics metrics = metricsOptions.open(console);
        var lock = FolderLock.of(work, "another retrain service", "--work");
        var opened = store.open();
        AvroSerdes serdes = connection.serdes();
        var releases =
            connection.transactionalProducer(
                Topic.MODEL_RELEASES,
                ModelRelease.class,
                serdes,
                // The group decides whose event it is, not who came last.
                group + "-" + UUID.randomUUID());
        var progress =
            connection.producer(Topic.TRAINING_PROGRESS, TrainingProgress.class, serdes);
        var updates = connection.groupConsumer(Topic.DATASET_UPDATES, group);
        var judge =
            BackgroundJudge.start(
                new TrialWatch(
                    Judging.clients(connection, serdes), Clock.systemUTC(), this::show))) {
      console.say(
          "Waiting for data to retrain %s on, in %s. Ctrl-C stops."
              .formatted(config.model(), lock.folder()));
      metrics.answerFor(new Health(() -> true, () -> true));
      new RetrainService(
              config,
              new RetrainService.Clients(
                  updates,
                  serdes.deserializer(DatasetUpdated.class),
                  releases,
                  () -> connection.releases(serdes),
                  progress),
              opened,
              signing,
              Clock.systemUTC(),
              this::show,
              new RetrainMeters(metrics.registry()))
          .run(stop::isRaised);
      console.say("Stopped.");
      return ExitCode.OK;
    }
  }

  private RetrainConfig config() throws IOException, CommandFailedException {
    try {
      device.require();
      TrainingConfig training = recipe.config(Map.of());
      return new RetrainConfig(
          training,
          backbone.open(),
          given(training.preset()),
          new Gate(margin),
          leastImages,
          leastMeasured,
          new Machine(device, Optional.of(CacheFolder.ofThisUser())),
          work);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Optional<ModelBundle> given(String name) throws IOException {
    if (given != null) {
      return Optional.of(ModelBundle.open(given));
    }
    ModelBundle shipped = ModelBundle.open(installation.shippedModel());
    return Optional.of(shipped).filter(bundle -> bundle.manifest().name().equals(name));
  }

  private void show(ModelRelease decision) {
    console.say(Judging.line(decision));
  }

  private void show(TrainingProgress progress) {
    String epochs =
        progress.getEpochs() == 0
            ? ""
            : "  epoch %d of %d".formatted(progress.getEpoch(), progress.getEpochs());
    console.say(
        "%-10s  %s %s%s%s"
            .formatted(
                progress.getStage().name().toLowerCase(Locale.ROOT),
                progress.getModelName(),
                progress.getVersion(),
                epochs,
                progress.getDetail() == null ? "" : "  " + progress.getDetail()));
  }
}
