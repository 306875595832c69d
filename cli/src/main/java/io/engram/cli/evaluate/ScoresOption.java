package io.engram.cli.evaluate;

import io.engram.cli.console.CommandFailedException;
import io.engram.trainer.dataset.Dataset;
import io.engram.trainer.dataset.DatasetOptions;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.ScoredImages;
import io.engram.trainer.evaluate.score.HitRates;
import io.engram.trainer.evaluate.score.ScoreStudy;
import io.engram.trainer.evaluate.study.Experiment;
import io.engram.trainer.evaluate.study.StudyImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code --scores} names.
 *
 * @param path a CSV file of hit rates, or scored images as a folder or a zip file
 */
record ScoresOption(Path path) {

  /**
   * Opens the experiment.
   *
   * @param images that the model is measured on
   * @param dataset where these are, for people
   * @throws CommandFailedException if it has too few images that can be scored
   */
  Experiment experiment(StudyImages images, Path dataset)
      throws InvalidDatasetException, CommandFailedException {
    boolean zip = path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    return zip || Files.isDirectory(path) ? scoredImages() : hitRates(images, dataset);
  }

  private Experiment scoredImages() throws InvalidDatasetException, CommandFailedException {
    if (!(Dataset.open(path, DatasetOptions.defaults()) instanceof ScoredImages scored)) {
      throw new CommandFailedException(
          path.toString(),
          "has maps of its images, not scores",
          "Give images laid out like LaMem, or a CSV file of hit rates.");
    }
    requireEnough(
        scored.validation().size(),
        "has scores of only %d photographs to measure on",
        "Give more of them in its validation list.");
    return new Experiment.OfOtherImages(scored);
  }

  private Experiment hitRates(StudyImages images, Path dataset)
      throws InvalidDatasetException, CommandFailedException {
    HitRates rates = HitRates.read(path);
    long rated =
        Stream.concat(images.training().stream(), images.validation().stream())
            .filter(rates.byName()::containsKey)
            .count();
    requireEnough(
        (int) rated,
        "has hit rates of only %d photographs of " + dataset,
        "Give those of an experiment with the same photographs, under the same file names.");
    return new Experiment.OfTheDataSet(rates);
  }

  private void requireEnough(int images, String reason, String remedy)
      throws CommandFailedException {
    if (!ScoreStudy.isEnough(images)) {
      throw new CommandFailedException(
          path.toString(), reason.replace("%d", Integer.toString(images)), remedy);
    }
  }
}
