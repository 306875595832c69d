package io.engram.trainer.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {

  private static final int INFINITY = 0x7c00;

  /** By {@code numpy.float16(x).view(numpy.uint16)}. */
  @ParameterizedTest
  @CsvSource({
    "0, 0x0000",
    "-0.0, 0x8000",
    "1, 0x3c00",
    "-2, 0xc000",
    "0.1, 0x2e66",
    "0.3333333333, 0x3555",
    "3.1415927, 0x4248",
    "2049, 0x6800",
    "2051, 0x6802",
    "65504, 0x7bff",
    "65519.99, 0x7bff",
    "65520, 0x7c00",
    "-1e30, 0xfc00",
    "6.1035156e-5, 0x0400",
    "6.1e-5, 0x03ff",
    "5.9604645e-8, 0x0001",
    "2.9802322e-8, 0x0000",
    "2.9802326e-8, 0x0001",
    "1e-12, 0x0000"
  })
  void shouldConvertAsNumpyDoes(float value, String half) {
    assertThat(Half.of(value) & 0xffff).isEqualTo(Integer.decode(half));
  }

  @Test
  void shouldRoundToTheNearestAndTiesToEvenEverywhere() {
    for (int half = 0; half < INFINITY; half++) {
      float value = valueOf(half);
      float middle = (float) ((value + (double) valueOf(half + 1)) / 2);
      assertThat(Half.of(value)).isEqualTo((short) half);
      assertThat(Half.of(Math.nextDown(middle))).isEqualTo((short) half);
      assertThat(Half.of(middle)).isEqualTo((short) (half + (half & 1)));
      assertThat(Half.of(Math.nextUp(middle))).isEqualTo((short) (half + 1));
    }
  }

  @Test
  void shouldKeepWhatIsNoNumber() {
    assertThat(Half.of(Float.NaN) & 0x7fff).isGreaterThan(INFINITY);
    assertThat(Half.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
  }

  @Test
  void shouldTellWhichNumbersAreTooLarge() {
    assertThat(Half.overflows(65_519)).isFalse();
    assertThat(Half.overflows(-65_520)).isTrue();
    assertThat(Half.overflows(Float.POSITIVE_INFINITY)).isFalse();
  }

  /** By definition; infinity as the number that would come next. */
  private static float valueOf(int half) {
    int exponent = half >> 10;
    int fraction = half & 0x3ff;
    return exponent == 0
        ? fraction * 0x1p-24f
        : (1024 + fraction) * (float) Math.pow(2, exponent - 25);
  }
}
