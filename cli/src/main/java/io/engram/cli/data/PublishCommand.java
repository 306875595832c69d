package io.engram.cli.data;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.console.StopSignal;
import io.engram.cli.models.StoreOptions;
import io.engram.model.store.ModelStore;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DatasetOptions;
import io.engram.trainer.dataset.check.CheckReport;
import io.engram.trainer.dataset.check.DatasetCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code engram data publish}: tells the platform that a data set has a new version. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a data set as engram data check does, keeps the list of its files with their SHA-256 in"
          + " the model store, and tells the topic dataset-updates that it has a new version:"
          + " engram retrain trains on it then.",
      "The folder must be one that the retrain service can read under the same name."
    },
    footer = {"", "Example: engram data publish vischema-plus --reason new_labels"})
final class PublishCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(paramLabel = "DIR", description = "The data set: a folder or a zip file.")
  private Path dataset;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What the data set is called from version to version. Default: the folder's name.")
  private String name;

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      defaultValue = "MANUAL",
      description = "new_labels, corrections, drift or manual. Default: manual.")
  private UpdateReason reason;

  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connectionOptions;

  PublishCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    Connection connection = connectionOptions.connection();
    connection.check(List.of(Topic.DATASET_UPDATES));
    CheckReport report;
    try {
      report = check();
    } catch (CancellationException e) {
      console.say("Stopped before every image was checked.");
      return ExitCode.STOPPED;
    }
    if (!report.isFitForTraining()) {
      ReportText.of(dataset, report).forEach(console::print);
      throw new CommandFailedException(
          dataset.toString(),
          "is not published, because training would be refused or mislead",
          "Mend what the report names.");
    }
    DatasetDirectory data = DatasetDirectory.open(dataset);
    try (ModelStore opened = store.open()) {
      String fingerprint = opened.keepDataset(DataFingerprint.manifest(data));
      send(connection, event(data, fingerprint));
      console.say(
          "Published %s: %,d images to train on, %,d to measure on"
              .formatted(name(), data.training().size(), data.validation().size()));
      console.print(fingerprint);
      return ExitCode.OK;
    }
  }

  private CheckReport check() throws Exception {
    var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      var line = new ProgressLine(console, Clock.systemUTC());
      return new DatasetCheck(workers, DatasetCheck.ALIKE)
          .check(
              dataset,
              DatasetOptions.defaults(),
              (images, of) -> {
                line.show(() -> "%,d of %,d images checked".formatted(images, of));
                return !stop.isRaised();
              });
    } finally {
      workers.shutdownNow();
    }
  }

  private DatasetUpdated event(DatasetDirectory data, String fingerprint) {
    return DatasetUpdated.newBuilder()
        .setDataset(name())
        .setUri(dataset.toAbsolutePath().normalize().toUri().toString())
        .setFingerprint(fingerprint)
        .setReason(reason)
        .setTrainingImages(data.training().size())
        .setValidationImages(data.validation().size())
        .setPublishedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  private String name() {
    return name == null ? dataset.toAbsolutePath().normalize().getFileName().toString() : name;
  }

  private static void send(Connection connection, DatasetUpdated event)
      throws CommandFailedException, InterruptedException {
    try (AvroSerdes serdes = connection.serdes();
        var producer = connection.producer(Topic.DATASET_UPDATES, DatasetUpdated.class, serdes)) {
      producer
          .send(
              new ProducerRecord<>(Topic.DATASET_UPDATES.topicName(), 0, event.getDataset(), event))
          .get();
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "data set " + event.getDataset(),
          "cannot be published (" + e.getCause().getMessage() + ")",
          "Check the broker and publish it again.",
          e);
    }
  }
}
