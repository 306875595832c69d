package io.engram.trainer.evaluate.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engram.trainer.evaluate.metric.Reference;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private final Bootstrap bootstrap = Bootstrap.defaults();

  @Test
  void shouldComeCloseToTheIntervalThatTheoryGives() {
    var values = normal(400, 5, 2, 3);
    var estimate = bootstrap.mean(values);
    // 1.96 standard errors of the mean: 2 / sqrt(400) = 0.1.
    assertThat(estimate.value() - estimate.low()).isCloseTo(0.196, within(0.025));
    assertThat(estimate.high() - estimate.value()).isCloseTo(0.196, within(0.025));
    assertThat(estimate.images()).isEqualTo(400);
  }

  @Test
  void shouldCoverTheTruthAboutAsOftenAsItSays() {
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      var estimate = new Bootstrap(400, seed).mean(normal(60, 1, 1, seed));
      covered += estimate.low() <= 1 && estimate.high() >= 1 ? 1 : 0;
    }
    assertThat(covered).isBetween(180, 198);
  }

  @Test
  void shouldRepeatItself() {
    var values = normal(30, 0, 1, 1);
    assertThat(bootstrap.mean(values)).isEqualTo(bootstrap.mean(values));
    assertThat(new Bootstrap(2000, 2).mean(values)).isNotEqualTo(bootstrap.mean(values));
  }

  @Test
  void shouldLeaveUndefinedValuesOutAndCountThem() {
    var estimate = bootstrap.mean(1, Double.NaN, 3);
    assertThat(estimate.value()).isEqualTo(2);
    assertThat(estimate.images()).isEqualTo(2);
    assertThat(estimate.excluded()).isEqualTo(1);
  }

  @Test
  void shouldHaveNoIntervalForOneImageAndNoValueForNone() {
    assertThat(bootstrap.mean(3).value()).isEqualTo(3);
    assertThat(bootstrap.mean(3).low()).isNaN();
    assertThat(bootstrap.mean(3).isAboveZero()).isFalse();
    assertThat(bootstrap.mean(Double.NaN).value()).isNaN();
  }

  @Test
  void shouldSeeASmallDifferenceThatIsThereInEveryImage() {
    var hard = normal(50, 0.5, 0.2, 4);
    var better = Arrays.stream(hard).map(value -> value + 0.01).toArray();
    assertThat(bootstrap.difference(better, hard).isAboveZero()).isTrue();
    assertThat(bootstrap.difference(hard, better).isBelowZero()).isTrue();
    assertThat(bootstrap.gap(better, hard).isAboveZero()).isFalse();
  }

  @Test
  void shouldTellTwoSetsApart() {
    var gap = bootstrap.gap(normal(100, 1, .1, 5), normal(80, .5, .1, 6));
    assertThat(gap.value()).isCloseTo(.5, within(.05));
    assertThat(gap.isAboveZero()).isTrue();
    assertThat(gap.images()).isEqualTo(180);
  }

  @Test
  void shouldRefuseToPairDifferentImages() {
    assertThatThrownBy(() -> bootstrap.difference(new double[2], new double[3]))
        .hasMessageContaining("2 and 3");
  }

  @Test
  void shouldTakeQuantilesAsAnotherImplementationDoes() {
    var reference = Reference.get("quantiles");
    var sorted = Reference.doubles(reference.get("values"));
    Arrays.sort(sorted);
    var parts = Reference.doubles(reference.get("parts"));
    var expected = Reference.doubles(reference.get("expected"));
    for (int i = 0; i < parts.length; i++) {
      assertThat(Bootstrap.quantile(sorted, parts[i])).isCloseTo(expected[i], within(1e-9));
    }
  }

  private static double[] normal(int count, double mean, double deviation, long seed) {
    var random = new Random(seed);
    return random.doubles(count).map(u -> mean + deviation * random.nextGaussian()).toArray();
  }
}
