package io.engram.trainer.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.metric.Reference;
import io.engram.trainer.evaluate.score.ScoreStudy.Scores;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ScoreStudyTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

  @Test
  void shouldFitAsAnotherImplementationDoes() {
    var reference = Reference.get("calibration");
    var scores = Reference.doubles(reference.get("scores"));
    var rates = Reference.doubles(reference.get("rates"));

    var linear = Calibration.Linear.fit(scores, rates);
    assertThat(linear.intercept())
        .isCloseTo(reference.at("/linear/intercept").asDouble(), within(1e-9));
    assertThat(linear.slope()).isCloseTo(reference.at("/linear/slope").asDouble(), within(1e-9));
    var isotonic = Calibration.Isotonic.fit(scores, rates);
    var at = Reference.doubles(reference.get("at"));
    var expected = Reference.doubles(reference.get("isotonic"));
    for (int i = 0; i < at.length; i++) {
      assertThat(isotonic.hitRate(at[i])).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Test
  void shouldExpectNoHitRateBeyondAllAndNone() {
    var steep = new Calibration.Linear(0.2, 10);
    assertThat(steep.hitRate(0.5)).isEqualTo(1);
    assertThat(steep.hitRate(-1)).isZero();
  }

  @Test
  void shouldFindAScoreThatGoesWithHitRates() {
    var study = study(300, score -> 0.5 + score);
    assertThat(study.ofAll().isAboveZero()).isTrue();
    assertThat(study.gain().isAboveZero()).isTrue();
    assertThat(study.chosen().kind()).isEqualTo("linear");
    assertThat(((Calibration.Linear) study.chosen().fitted()).slope()).isCloseTo(1, within(.2));
    assertThat(study.ofUnseen().images()).isEqualTo(100);
  }

  @Test
  void shouldNotPretendToKnowWhereScoresSayNothing() {
    var study = study(300, score -> 0.7);
    assertThat(study.ofAll().isAboveZero()).isFalse();
    assertThat(study.gain().isAboveZero()).isFalse();
  }

  @Test
  void shouldMeasureACalibrationOnImagesThatItDidNotSee() {
    // Hit rates are noise, which an isotonic fit follows closely where it may look at it.
    var study = study(60, score -> 0.7);
    var isotonic = study.calibrations().get(2);
    double seen =
        study.points().stream()
            .mapToDouble(
                p -> Math.pow(isotonic.fitted().hitRate(p.scores().predicted()) - p.hitRate(), 2))
            .average()
            .orElseThrow();
    assertThat(isotonic.kind()).isEqualTo("isotonic");
    assertThat(isotonic.error()).isGreaterThan(Math.sqrt(seen));
    assertThat(isotonic.error()).isGreaterThan(study.calibrations().get(0).error());
  }

  @Test
  void shouldSkipAndCountPhotographsThatAreNotThere() {
    var rates = new LinkedHashMap<String, Double>();
    var scores = new HashMap<String, Scores>();
    for (int i = 0; i < 30; i++) {
      rates.put("image " + i, 0.5 + i / 100.0);
      if (i < 25) {
        scores.put("image " + i, new Scores(i / 100.0, i / 100.0, false));
      }
    }
    var study = ScoreStudy.of(new HitRates(rates, 7), scores, BOOTSTRAP);
    assertThat(study.points()).hasSize(25);
    assertThat(study.skipped()).isEqualTo(5);
    assertThat(study.unrated()).isEqualTo(7);
    assertThat(study.ofAll().value()).isCloseTo(1, within(1e-9));
    assertThat(study.ofUnseen().images()).isZero();
  }

  @Test
  void shouldRefuseTooFewImages() {
    var rates = new HitRates(new HashMap<>(), 0);
    assertThatThrownBy(() -> ScoreStudy.of(rates, new HashMap<>(), BOOTSTRAP))
        .hasMessageContaining("at least 20 images");
  }

  private static ScoreStudy study(int images, DoubleUnaryOperator hitRate) {
    var random = new Random(1);
    var rates = new LinkedHashMap<String, Double>();
    var scores = new HashMap<String, Scores>();
    for (int i = 0; i < images; i++) {
      double score = 0.4 * random.nextDouble();
      double rate = hitRate.applyAsDouble(score) + 0.08 * random.nextGaussian();
      rates.put("image " + i, Math.max(0, Math.min(1, rate)));
      scores.put("image " + i, new Scores(score, score, i % 3 == 0));
    }
    return ScoreStudy.of(new HitRates(rates, 0), scores, BOOTSTRAP);
  }
}
