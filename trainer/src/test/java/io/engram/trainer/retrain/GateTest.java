package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.trainer.evaluate.bootstrap.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  @ParameterizedTest
  @CsvSource({
    "0.030, 0.010, 0.050, true",
    "0.020, 0.001, 0.040, true",
    "0.019, 0.001, 0.040, false",
    "0.030, 0.000, 0.060, false",
    "0.030, -0.010, 0.070, false",
    "-0.030, -0.050, -0.010, false",
    "NaN, NaN, NaN, false",
  })
  void shouldOpenForAGainThatIsLargeEnoughAndCertain(
      double value, double low, double high, boolean opens) {
    assertThat(new Gate(0.02).opensFor(new Estimate(value, low, high, 100, 0))).isEqualTo(opens);
  }

  @Test
  void shouldExplainADecisionWithItsFigures() {
    assertThat(new Gate(0.02).explain(new Estimate(0.03, 0.01, 0.05, 160, 0), "light 1"))
        .startsWith("Better: correlation, sum")
        .contains("+0.0300", "light 1", "160 images", "+0.0100 to +0.0500", "+0.0200");
    assertThat(new Gate(0.02).explain(new Estimate(0.01, 0.005, 0.05, 160, 0), "light 1"))
        .startsWith("Not better enough");
  }

  @Test
  void shouldRefuseAMarginThatNoCorrelationCanHave() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Gate(-0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Gate(Double.NaN));
  }
}
