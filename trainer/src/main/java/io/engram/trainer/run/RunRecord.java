package io.engram.trainer.run;

import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.strategy.Losses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what happens into the run directory: figures as CSV, the story as a log. */
final class RunRecord implements TrainingListener {

  private static final String HEADER =
      "epoch,loss,adversarial_loss,discriminator_loss,l1,correlation_true,correlation_false,"
          + "correlation_sum,blank_true,blank_false";

  private final RunDirectory directory;

  RunRecord(RunDirectory directory) {
    this.directory = directory;
  }

  /** Drops the figures of epochs that will be done again. */
  @Override
  public void started(Started event) {
    var rows = new ArrayList<String>(List.of(HEADER));
    try {
      if (Files.exists(directory.metrics())) {
        Files.readAllLines(directory.metrics()).stream()
            .skip(1)
            .limit(event.epochsDone())
            .forEach(rows::add);
      }
      Files.write(directory.metrics(), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log(
        "%d images, %d weights, %d of %d epochs done; mean map: %s"
            .formatted(
                event.trainingImages(),
                event.parameters(),
                event.epochsDone(),
                event.config().epochs(),
                text(event.baseline())));
  }

  @Override
  public void epochEnded(EpochEnded event) {
    var figures = event.validation();
    append(
        directory.metrics(),
        String.format(
            Locale.ROOT,
            "%d,%.6f,%s,%.6f,%.6f,%.6f,%.6f,%d,%d",
            event.epoch(),
            event.losses().generator(),
            event.losses().contest().map(RunRecord::columns).orElse(","),
            figures.l1(),
            figures.trueSchema(),
            figures.falseSchema(),
            figures.sum(),
            figures.blankTrue(),
            figures.blankFalse()));
    log(
        String.format(
            Locale.ROOT,
            "epoch %d: loss %.4f; %s",
            event.epoch(),
            event.losses().generator(),
            text(figures)));
    event.collapse().ifPresent(collapse -> log("collapse: " + collapse.message()));
  }

  private static String columns(Losses.Contest contest) {
    return String.format(Locale.ROOT, "%.6f,%.6f", contest.generator(), contest.discriminator());
  }

  @Override
  public void finished(TrainingResult result) {
    log("bundle: " + text(result.validation()) + "; " + result.parity());
  }

  private static String text(Evaluation figures) {
    return String.format(
        Locale.ROOT,
        "L1 %.4f, correlation %.3f true, %.3f false, %.3f sum",
        figures.l1(),
        figures.trueSchema(),
        figures.falseSchema(),
        figures.sum());
  }

  private void log(String line) {
    append(directory.log(), line);
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
