package io.engram.cli.train;

import io.engram.cli.console.Console;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.run.TrainingListener;
import io.engram.trainer.run.TrainingResult;
import io.engram.trainer.strategy.Losses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a training: a bar over all steps on a terminal, and a line for each epoch. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  private static final int WIDTH = 79;
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final Console console;
  private ProgressBar bar;
  private int stepsPerEpoch;
  private int epochs;

  TrainingProgress(Console console) {
    this.console = console;
    console.say("Reading the data set...");
  }

  @Override
  public void cacheUnusable(Path folder, IOException reason) {
    console.say(
        "%s: cannot keep decoded images (%s); they are decoded each time"
            .formatted(folder, reason.getMessage()));
  }

  @Override
  public void started(Started event) {
    stepsPerEpoch = event.stepsPerEpoch();
    epochs = event.config().epochs();
    console.say(
        "Training %s: %,d weights, %,d images, %d epochs. The mean map alone: %s"
            .formatted(
                event.config().preset(),
                event.parameters(),
                event.trainingImages(),
                epochs,
                figures(event.baseline())));
    if (console.terminal()) {
      bar = bar((long) epochs * stepsPerEpoch, (long) event.epochsDone() * stepsPerEpoch);
    }
  }

  @Override
  public void stepped(Stepped event) {
    if (bar != null) {
      bar.stepTo((long) (event.epoch() - 1) * stepsPerEpoch + event.step());
      bar.setExtraMessage(
          String.format(
              Locale.ROOT,
              " epoch %d/%d  loss %.3f  %s left",
              event.epoch(),
              epochs,
              event.losses().generator(),
              time(event.left())));
    }
  }

  @Override
  public void epochEnded(EpochEnded event) {
    eraseBar();
    console.say(
        String.format(
            Locale.ROOT,
            "epoch %3d/%d  loss %s  %s  %s left",
            event.epoch(),
            epochs,
            losses(event.losses()),
            figures(event.validation()),
            time(event.left())));
    event.collapse().ifPresent(collapse -> console.say("Collapse: " + collapse.message()));
  }

  private static String losses(Losses losses) {
    return losses
        .contest()
        .map(
            contest ->
                String.format(
                    Locale.ROOT,
                    "%.4f (adversarial %.3f, discriminator %.3f)",
                    losses.generator(),
                    contest.generator(),
                    contest.discriminator()))
        .orElseGet(() -> String.format(Locale.ROOT, "%.4f", losses.generator()));
  }

  /** Prints what came out. */
  void summarize(TrainingResult result) {
    close();
    console.say("Exported: " + figures(result.validation()) + "; " + result.parity());
    console.print(result.bundle().directory().toString());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      eraseBar();
    }
  }

  /** The bar is drawn again below what is said next. */
  private void eraseBar() {
    if (console.terminal()) {
      console.err().print(ERASE_LINE);
      console.err().flush();
    }
  }

  private ProgressBar bar(long steps, long done) {
    return new ProgressBarBuilder()
        .setInitialMax(steps)
        .startsFrom(done, Duration.ZERO)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .hideEta()
        .build();
  }

  private void draw(String line) {
    console.err().print("\r" + line);
    console.err().flush();
  }

  private static String figures(Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "correlation %.3f / %.3f (true / false schema), L1 %.4f",
        evaluation.trueSchema(),
        evaluation.falseSchema(),
        evaluation.l1());
  }

  private static String time(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }
}
