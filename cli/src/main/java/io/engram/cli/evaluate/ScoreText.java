package io.engram.cli.evaluate;

import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.score.Calibration;
import io.engram.trainer.evaluate.score.ScoreStudy;
import java.util.Locale;

/** What the comparison with a memory experiment says, in sentences. */
final class ScoreText {
  private ScoreText() {}

  static String rankCorrelation(ScoreStudy score) {
    String unseen =
        score.ofUnseen().images() < 2
            ? ""
            : "; on the %d that it was not trained on, %s"
                .formatted(score.ofUnseen().images(), withInterval(score.ofUnseen()));
    String people =
        score.ofPeoplesMaps().images() < 2
            ? ""
            : " People's own maps reach %s.".formatted(withInterval(score.ofPeoplesMaps()));
    return "Image score against hit rate: Spearman %s over %d images%s.%s"
        .formatted(withInterval(score.ofAll()), score.ofAll().images(), unseen, people);
  }

  static String calibration(ScoreStudy score) {
    double constant = score.calibrations().get(0).error();
    if (!score.gain().isAboveZero()) {
      return text(
          "Expected hit rate: %s. On images that it was not fitted on it errs by %.3f, no clear gain"
              + " over always expecting the mean (%.3f).",
          formula(score.chosen().fitted()), score.chosen().error(), constant);
    }
    return text(
        "Expected hit rate: %s. On images that it was not fitted on it errs by %.3f; always expecting"
            + " the mean errs by %.3f.",
        formula(score.chosen().fitted()), score.chosen().error(), constant);
  }

  static String left(ScoreStudy score) {
    return "%d images of the experiment are not in the data set and were skipped; %d rows have no hit rate."
        .formatted(score.skipped(), score.unrated());
  }

  private static String formula(Calibration calibration) {
    if (calibration instanceof Calibration.Linear linear) {
      return text("%.3f %+.3f x score", linear.intercept(), linear.slope());
    }
    if (calibration instanceof Calibration.Isotonic isotonic) {
      return text("a rising step function of %d points", isotonic.scores().size());
    }
    return text("%.3f whatever the score", calibration.hitRate(0));
  }

  private static String withInterval(Estimate estimate) {
    return text("%.2f (%.2f to %.2f)", estimate.value(), estimate.low(), estimate.high());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
