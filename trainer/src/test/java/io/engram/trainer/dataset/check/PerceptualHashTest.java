package io.engram.trainer.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.RgbImage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

  @Test
  void shouldHardlyChangeWithSizeBrightnessAndNoise() {
    var random = new SplittableRandom(4);
    for (int seed = 0; seed < 20; seed++) {
      var scene = scene(seed);
      long hash = hash(scene);
      var changed = new byte[scene.rgb().length];
      for (int i = 0; i < changed.length; i++) {
        int value = (int) (0.9 * (scene.rgb()[i] & 0xff)) + random.nextInt(9);
        changed[i] = (byte) value;
      }
      var darker = new RgbImage(scene.width(), scene.height(), changed);
      assertThat(PerceptualHash.distance(hash, hash(darker.resize(90, 70))))
          .isLessThanOrEqualTo(DatasetCheck.ALIKE);
    }
  }

  @Test
  void shouldTellDifferentScenesApart() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(PerceptualHash.distance(hash(scene(seed)), hash(scene(seed + 1))))
          .isGreaterThan(DatasetCheck.ALIKE);
    }
  }

  @Test
  void shouldSetHalfOfTheBits() {
    assertThat(Long.bitCount(hash(scene(3)))).isEqualTo(32);
  }

  private static long hash(RgbImage image) {
    return PerceptualHash.of(image.resize(PerceptualHash.SIDE, PerceptualHash.SIDE));
  }

  /** Smooth and different for each seed: a coarse random grid, enlarged. */
  private static RgbImage scene(int seed) {
    var rgb = new byte[3 * 12 * 12];
    new SplittableRandom(seed).nextBytes(rgb);
    return new RgbImage(12, 12, rgb).resize(128, 128);
  }
}
