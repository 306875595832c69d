package io.engram.trainer.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.ImageFigures;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.study.Fit.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FitTest {

  @Test
  void shouldCallAModelOverfittedThatIsBetterOnWhatItKnows() {
    var fit = fit(0.8, 0.6);
    assertThat(fit.verdict()).isEqualTo(Verdict.OVERFITTED);
    assertThat(fit.gap().isAboveZero()).isTrue();
    // The mean map has 0.5 on both: a third of the gain is left.
    assertThat(fit.sentence()).startsWith("Overfitted").containsPattern("(2[5-9]|3\\d|4[0-2])%");
  }

  @Test
  void shouldCallAModelBalancedWhereTheGapCouldBeChance() {
    var fit = fit(0.65, 0.65);
    assertThat(fit.verdict()).isEqualTo(Verdict.BALANCED);
    assertThat(fit.sentence()).startsWith("Neither");
  }

  @Test
  void shouldCallAModelUnderfittedThatDoesNotBeatTheMeanMapOnWhatItKnows() {
    var fit = fit(0.5, 0.5);
    assertThat(fit.verdict()).isEqualTo(Verdict.UNDERFITTED);
    assertThat(fit.sentence()).startsWith("Underfitted");
  }

  private static Fit fit(double onTraining, double onValidation) {
    return Fit.of(
        measured(200, onTraining, 1),
        measured(200, 0.5, 2),
        measured(100, onValidation, 3),
        measured(100, 0.5, 4),
        new Bootstrap(500, 1));
  }

  private static Measured measured(int images, double correlation, long seed) {
    var random = new Random(seed);
    var rows = new ArrayList<ImageFigures>();
    for (int i = 0; i < images; i++) {
      double value = correlation + 0.1 * random.nextGaussian();
      var figures = new EnumMap<Figure, Double>(Map.of(Fit.FIGURE, value));
      rows.add(new ImageFigures("image " + i, 0, 0, figures));
    }
    return new Measured("drawn", rows);
  }
}
