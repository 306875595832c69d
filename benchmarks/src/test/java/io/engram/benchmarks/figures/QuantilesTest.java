package io.engram.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void shouldTakeTheMiddleOfUnsortedValues() {
    assertThat(Quantiles.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
  }

  @Test
  void shouldTakeTheMeanOfTheTwoInTheMiddle() {
    assertThat(Quantiles.median(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(4.5);
  }

  @Test
  void shouldTakeAValueThatWasMeasured() {
    double[] values = IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray();

    assertThat(Quantiles.quantile(values, 0.5)).isEqualTo(100);
    assertThat(Quantiles.quantile(values, 0.99)).isEqualTo(198);
    assertThat(Quantiles.quantile(values, 1)).isEqualTo(200);
  }

  @Test
  void shouldLeaveTheValuesAsTheyAre() {
    double[] values = {3, 1, 2};

    Quantiles.quantile(values, 0.5);

    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void shouldRefuseWhatHasNoQuantile() {
    assertThatIllegalArgumentException().isThrownBy(() -> Quantiles.median(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantiles.quantile(new double[] {1}, 0))
        .withMessageContaining("0.0");
  }
}
