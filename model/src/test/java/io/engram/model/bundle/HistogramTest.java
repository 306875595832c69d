package io.engram.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void shouldCountValuesFromTheLowerEdgeOfABinOn() {
    Histogram histogram = Histogram.of(DoubleStream.of(0, 0.49, 0.5, 0.99), 0, 1, 2);

    assertThat(histogram).isEqualTo(new Histogram(List.of(0.0, 0.5, 1.0), List.of(2L, 2L)));
    assertThat(histogram.total()).isEqualTo(4);
  }

  @Test
  void shouldCountWhatLiesBeyondInTheNearestBin() {
    assertThat(Histogram.of(DoubleStream.of(-3, 1, 7), 0, 1, 3).counts())
        .isEqualTo(List.of(1L, 0L, 2L));
  }
}
