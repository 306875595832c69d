package io.engram.trainer.evaluate.study;

import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.Measured;
import java.util.Locale;

/**
 * Whether a model fits the images that it was trained on too closely or too loosely, by the
 * correlation of both channels' sum.
 *
 * @param verdict in a word
 * @param training the model's correlation on images that it was trained on
 * @param validation the same on images that it was not
 * @param gap {@code training - validation}, two sets of different images
 * @param trainingGain how much better than the mean map it is on images that it was trained on
 * @param validationGain the same on images that it was not
 */
public record Fit(
    Verdict verdict,
    Estimate training,
    Estimate validation,
    Estimate gap,
    Estimate trainingGain,
    Estimate validationGain) {

  /** The figure that is compared. */
  public static final Figure FIGURE = Figure.CORRELATION_SUM;

  /** How a model fits. */
  public enum Verdict {
    /** Even the images that it was trained on are predicted no better than by the mean map. */
    UNDERFITTED,
    /** It is better on the images that it was trained on, and chance does not explain it. */
    OVERFITTED,
    /** It is about as good on both. */
    BALANCED
  }

  static Fit of(
      Measured training,
      Measured meanMapOnTraining,
      Measured validation,
      Measured meanMapOnValidation,
      Bootstrap bootstrap) {
    var gap = bootstrap.gap(training.values(FIGURE), validation.values(FIGURE));
    var trainingGain = training.gainOver(meanMapOnTraining, FIGURE, bootstrap);
    return new Fit(
        verdict(gap, trainingGain),
        training.mean(FIGURE, bootstrap),
        validation.mean(FIGURE, bootstrap),
        gap,
        trainingGain,
        validation.gainOver(meanMapOnValidation, FIGURE, bootstrap));
  }

  private static Verdict verdict(Estimate gap, Estimate trainingGain) {
    if (!trainingGain.isAboveZero()) {
      return Verdict.UNDERFITTED;
    }
    return gap.isAboveZero() ? Verdict.OVERFITTED : Verdict.BALANCED;
  }

  /** The verdict as a plain sentence or two, with its numbers. */
  public String sentence() {
    return switch (verdict) {
      case UNDERFITTED ->
          text(
              "Underfitted: even on the images it was trained on, its correlation of %.3f is not"
                  + " clearly above the mean map's (difference %+.3f, 95%% interval %+.3f to %+.3f)."
                  + " Train it longer, or give it more capacity.",
              training.value(), trainingGain.value(), trainingGain.low(), trainingGain.high());
      case OVERFITTED ->
          text(
              "Overfitted: its correlation is %.3f on the images it was trained on and %.3f on others,"
                  + " a gap of %.3f (95%% interval %.3f to %.3f). Of what it gains over the mean map,"
                  + " %s.",
              training.value(), validation.value(), gap.value(), gap.low(), gap.high(), lost());
      case BALANCED ->
          text(
              "Neither over- nor underfitted: its correlation is %.3f on the images it was trained on"
                  + " and %.3f on others; the gap of %+.3f could be chance (95%% interval %+.3f to"
                  + " %+.3f).",
              training.value(), validation.value(), gap.value(), gap.low(), gap.high());
    };
  }

  private String lost() {
    double kept = validationGain.value() / trainingGain.value();
    return kept <= 0
        ? "nothing carries over to them"
        : text("%.0f%% carries over to them", 100 * Math.min(1, kept));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
