package io.engram.trainer.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void shouldUseAllBytesForEvenlySpreadValues() {
    var histogram = new Histogram();
    for (int i = -1000; i <= 3000; i++) {
      histogram.add(i / 1000f);
    }
    var affine = histogram.bestAffine();
    assertThat((double) affine.scale()).isCloseTo(4 / 255.0, within(2e-4));
    assertThat(affine.zeroPoint()).isBetween(63, 65);
  }

  @Test
  void shouldCutOffWhatIsRareAndFar() {
    var random = new Random(5);
    var histogram = new Histogram();
    for (int i = 0; i < 1_000_000; i++) {
      histogram.add((float) Math.abs(random.nextGaussian()));
    }
    histogram.add(20);
    var affine = histogram.bestAffine();
    assertThat(affine.zeroPoint()).isZero();
    assertThat(affine.scale() * 255).isBetween(3f, 12f);
  }

  @Test
  void shouldForgetNothingWhenValuesGrow() {
    var growing = new Histogram();
    var shrinking = new Histogram();
    for (int i = 1; i <= 10_000; i++) {
      growing.add(i * 0.37f);
      shrinking.add((10_001 - i) * 0.37f);
    }
    assertThat(growing.bestAffine()).isEqualTo(shrinking.bestAffine());
  }

  @Test
  void shouldMakeBytesOfAValueThatIsAlwaysZero() {
    var histogram = new Histogram();
    histogram.add(0);
    assertThat(histogram.bestAffine()).isEqualTo(new Affine(1, 0));
  }

  @Test
  void shouldRefuseWhatIsNoNumber() {
    assertThatThrownBy(() -> new Histogram().add(Float.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
