package io.engram.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColourJitterTest {

  private static final double[] EVEN = {1, 1, 1};

  @Test
  void shouldOnlyChangeTheScaleWhenNothingIsJittered() {
    assertThat(jittered(1, 1, 1, EVEN)).containsExactly(shares(255, 51, 0, 102, 0, 204), tiny());
  }

  @Test
  void shouldBrightenAndClip() {
    assertThat(jittered(1.25, 1, 1, EVEN))
        .containsExactly(shares(255, 63.75, 0, 127.5, 0, 255), tiny());
  }

  @Test
  void shouldMakeAllChannelsEqualWithoutSaturation() {
    // 0.299 * 255 = 76.245 and 0.299 * 51 + 0.587 * 102 + 0.114 * 204 = 98.379
    assertThat(jittered(1, 1, 0, EVEN))
        .containsExactly(shares(76.245, 98.379, 76.245, 98.379, 76.245, 98.379), tiny());
  }

  @Test
  void shouldPullTowardsTheMeanGreyWithLessContrast() {
    // The mean grey is (76.245 + 98.379) / 2 = 87.312.
    assertThat(jittered(1, 0, 1, EVEN))
        .containsExactly(shares(87.312, 87.312, 87.312, 87.312, 87.312, 87.312), tiny());
  }

  @Test
  void shouldScaleChannelsApart() {
    assertThat(jittered(1, 1, 1, new double[] {0.5, 2, 1}))
        .containsExactly(shares(127.5, 25.5, 0, 204, 0, 204), tiny());
  }

  /** Two pixels: pure red, and (51, 102, 204). */
  private static float[] jittered(
      double brightness, double contrast, double saturation, double[] gains) {
    float[] planes = {255, 51, 0, 102, 0, 204};
    new ColourJitter(brightness, contrast, saturation, gains).apply(planes, 0, 2);
    return planes;
  }

  private static float[] shares(double... bytes) {
    var shares = new float[bytes.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (bytes[i] / 255);
    }
    return shares;
  }

  private static Offset<Float> tiny() {
    return within(1e-5f);
  }
}
