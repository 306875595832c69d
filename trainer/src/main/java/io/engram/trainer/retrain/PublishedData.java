package io.engram.trainer.retrain;

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
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** Opens the data that an event names, and refuses what no model should learn from. */
final class PublishedData {
  private final int leastImages;
  private final int leastMeasured;
  private final ExecutorService workers;

  /**
   * @param workers decode, and stay the caller's
   */
  PublishedData(int leastImages, int leastMeasured, ExecutorService workers) {
    this.leastImages = leastImages;
    this.leastMeasured = leastMeasured;
    this.workers = workers;
  }

  /**
   * Reads all of it.
   *
   * @throws DataRefusedException if it is not there, unsound, too small, or not what was published
   * @throws IOException if it cannot be read here, which may be no fault of it
   */
  DatasetDirectory open(DatasetUpdated event)
      throws DataRefusedException, IOException, InterruptedException {
    try {
      Path root = Path.of(URI.create(event.getUri()));
      requireSound(
          event,
          new DatasetCheck(workers, DatasetCheck.ALIKE)
              .check(root, DatasetOptions.defaults(), (images, of) -> true));
      DatasetDirectory data = DatasetDirectory.open(root);
      requireEnough(event, data);
      String found = DataFingerprint.of(data);
      if (!found.equals(event.getFingerprint())) {
        throw refused(
            event,
            "its files have changed since it was published: their fingerprint is " + found,
            "publish it again");
      }
      return data;
    } catch (InvalidDatasetException e) {
      throw new DataRefusedException(e.getMessage(), e);
    } catch (NoSuchFileException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw new DataRefusedException(
          "data set %s at %s: it cannot be read: %s; publish it from where this service can read it"
              .formatted(event.getDataset(), event.getUri(), e.getMessage()),
          e);
    }
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
    if (data.training().size() < leastImages || data.validation().size() < leastMeasured) {
      throw refused(
          event,
          "it has %d images to train on and %d to measure on, asked for are %d and %d"
              .formatted(
                  data.training().size(), data.validation().size(), leastImages, leastMeasured),
          "add images, or ask for fewer with --min-images and --min-measured");
    }
  }

  private static DataRefusedException refused(DatasetUpdated event, String why, String remedy) {
    return new DataRefusedException(
        "data set %s at %s: %s; %s".formatted(event.getDataset(), event.getUri(), why, remedy));
  }
}
