package io.engram.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExtentTest {
  private final Extent extent = new Extent(3, 200, 300, Duration.ofSeconds(20));

  @Test
  void shouldMultiplyTheImagesAndMeasureNoLatencies() {
    assertThat(extent.drains(8)).isEqualTo(new Extent(3, 1600, 2400, Duration.ZERO));
  }

  @Test
  void shouldNotCountImagesRoundTheEndOfTheNumbers() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> extent.drains(Integer.MAX_VALUE / 100));
  }
}
