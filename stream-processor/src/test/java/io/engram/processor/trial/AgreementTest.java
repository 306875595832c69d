package io.engram.processor.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.Heatmap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static Heatmap map(int width, int height, int... sums) {
    byte[] trueSchema = new byte[sums.length];
    byte[] falseSchema = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      trueSchema[i] = (byte) (sums[i] / 2);
      falseSchema[i] = (byte) (sums[i] - sums[i] / 2);
    }
    return new Heatmap(width, height, trueSchema, falseSchema);
  }

  /** numpy.corrcoef([0, 100, 200, 510], [10, 300, 20, 400]) */
  @Test
  void shouldBeTheCorrelationOfTheSums() {
    Heatmap one = map(2, 2, 0, 100, 200, 510);
    Heatmap other = map(2, 2, 10, 300, 20, 400);

    assertThat(Agreement.of(one, other)).hasValueCloseTo(0.6889623392079711, within(1e-12));
    assertThat(Agreement.of(one, one)).hasValueCloseTo(1.0, within(1e-12));
  }

  @Test
  void shouldBeNegativeForTheOppositeMap() {
    assertThat(Agreement.of(map(2, 1, 0, 510), map(2, 1, 510, 0)))
        .hasValueCloseTo(-1.0, within(1e-12));
  }

  @Test
  void shouldBeZeroWhereOneMapIsTheSameEverywhereAndNoneWhereBothAre() {
    assertThat(Agreement.of(map(2, 1, 7, 7), map(2, 1, 0, 510))).hasValue(0);
    assertThat(Agreement.of(map(2, 1, 0, 510), map(2, 1, 7, 7))).hasValue(0);
    assertThat(Agreement.of(map(2, 1, 3, 3), map(2, 1, 7, 7))).isEmpty();
  }

  @Test
  void shouldCompareMapsOfDifferentSizes() {
    Heatmap small = map(2, 1, 0, 510);
    Heatmap large = small.resize(8, 4);

    assertThat(Agreement.of(small, large)).hasValueCloseTo(1.0, within(1e-6));
    assertThat(Agreement.of(large, small).getAsDouble()).isGreaterThan(0.9);
  }

  /** Sums of products go beyond 2^53 here. */
  @Test
  void shouldBeExactForTheLargestMaps() {
    byte[] plane = new byte[1 << 20];
    Arrays.fill(plane, (byte) 255);
    Heatmap flat = new Heatmap(1024, 1024, plane, plane);
    byte[] other = plane.clone();
    other[0] = 0;
    Heatmap spot = new Heatmap(1024, 1024, other, plane);

    assertThat(Agreement.of(flat, spot)).hasValue(0);
    assertThat(Agreement.of(spot, spot)).hasValueCloseTo(1.0, within(1e-9));
  }
}
