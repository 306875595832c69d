package io.engram.trainer.retrain;

import io.engram.model.bundle.Sha256;
import io.engram.model.store.ModelStore;
import io.engram.schemas.DatasetUpdated;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DatasetOptions;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.check.CheckReport;
import io.engram.trainer.dataset.check.DatasetCheck;
import io.engram.trainer.dataset.check.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Opens the data that an event names, and refuses what no model should learn from. */
final class PublishedData {
  private final RetrainConfig config;
  private final ModelStore store;
  private final ExecutorService workers;
  private final BooleanSupplier stopRequested;

  /**
   * @param store where the lists of data sets' files are kept
   * @param workers decode, and stay the caller's
   * @param stopRequested whether to stop; asked after each image
   */
  PublishedData(
      RetrainConfig config,
      ModelStore store,
      ExecutorService workers,
      BooleanSupplier stopRequested) {
    this.config = config;
    this.store = store;
    this.workers = workers;
    this.stopRequested = stopRequested;
  }

  /**
   * The update with what its data is now. One that tells of drift was published when the data may
   * have been another: what has been labelled since is what can help.
   *
   * @throws DataRefusedException if it is not there
   * @throws IOException if it cannot be read here, which may be no fault of it
   */
  DatasetUpdated asOfNow(DatasetUpdated update) throws DataRefusedException, IOException {
    try {
      DatasetDirectory data = DatasetDirectory.open(root(update));
      // Not a copy: Avro copies no field whose class a schema merely names.
      return DatasetUpdated.newBuilder()
          .setDataset(update.getDataset())
          .setUri(update.getUri())
          .setFingerprint(DataFingerprint.of(data))
          .setReason(update.getReason())
          .setTrainingImages(data.training().size())
          .setValidationImages(data.validation().size())
          .setPublishedAt(update.getPublishedAt())
          .build();
    } catch (InvalidDatasetException e) {
      throw new DataRefusedException(e.getMessage(), e);
    } catch (NoSuchFileException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw unreadable(update, e);
    }
  }

  /**
   * Reads all of it, and keeps the list of its files in the store, as publishing does.
   *
   * @throws DataRefusedException if it is not there, unsound, too small, or not what was published
   * @throws IOException if it cannot be read here, which may be no fault of it
   * @throws CancellationException if it was asked to stop
   */
  DatasetDirectory open(DatasetUpdated event)
      throws DataRefusedException, IOException, InterruptedException {
    try {
      Path root = root(event);
      requireSound(
          event,
          new DatasetCheck(workers, DatasetCheck.ALIKE)
              .check(
                  root, DatasetOptions.defaults(), (images, of) -> !stopRequested.getAsBoolean()));
      DatasetDirectory data = DatasetDirectory.open(root);
      requireEnough(event, data);
      String files = DataFingerprint.manifest(data);
      String found = Sha256.of(files);
      if (!found.equals(event.getFingerprint())) {
        throw refused(
            event,
            "its files have changed since it was published: their fingerprint is " + found,
            "publish it again");
      }
      store.keepDataset(files);
      return data;
    } catch (InvalidDatasetException e) {
      throw new DataRefusedException(e.getMessage(), e);
    } catch (NoSuchFileException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw unreadable(event, e);
    }
  }

  private static Path root(DatasetUpdated event) {
    return Path.of(URI.create(event.getUri()));
  }

  private static DataRefusedException unreadable(DatasetUpdated event, Exception reason) {
    return new DataRefusedException(
        "data set %s at %s: it cannot be read: %s; publish it from where this service can read it"
            .formatted(event.getDataset(), event.getUri(), reason.getMessage()),
        reason);
  }

  private static void requireSound(DatasetUpdated event, CheckReport report)
      throws DataRefusedException {
    if (!report.isFitForTraining()) {
      throw refused(
          event,
          report.findings().stream()
              .filter(finding -> finding.kind().severity() == Severity.ERROR)
              .map(finding -> finding.count() + " " + finding.kind().what())
              .collect(Collectors.joining(", ")),
          "see engram data check");
    }
  }

  private void requireEnough(DatasetUpdated event, DatasetDirectory data)
      throws DataRefusedException {
    if (data.training().size() < config.leastImages()
        || data.validation().size() < config.leastMeasured()) {
      throw refused(
          event,
          "it has %d images to train on and %d to measure on, asked for are %d and %d"
              .formatted(
                  data.training().size(),
                  data.validation().size(),
                  config.leastImages(),
                  config.leastMeasured()),
          "add images, or ask for fewer with --min-images and --min-measured");
    }
  }

  private static DataRefusedException refused(DatasetUpdated event, String why, String remedy) {
    return new DataRefusedException(
        "data set %s at %s: %s; %s".formatted(event.getDataset(), event.getUri(), why, remedy));
  }
}
