package io.engram.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class HeatmapTest {
  @Test
  void shouldRoundPlanesTrueSchemaFirst() {
    FloatBuffer planes = FloatBuffer.wrap(new float[] {9, 0, 0.5f, 1, 2, -1}).position(1);

    Heatmap heatmap = Heatmap.fromPlanes(planes, 2, 1);

    assertThat(heatmap.trueSchema()).containsExactly(0, (byte) 128);
    assertThat(heatmap.falseSchema()).containsExactly((byte) 255, (byte) 255);
    assertThat(planes.position()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatIsNoHeatmap() {
    FloatBuffer nan = FloatBuffer.wrap(new float[] {0, Float.NaN});

    assertThatIllegalArgumentException().isThrownBy(() -> Heatmap.fromPlanes(nan, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Heatmap.fromPlanes(nan, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heatmap(2, 2, new byte[4], new byte[3]))
        .withMessageContaining("falseSchema");
  }

  @Test
  void shouldScoreTheMeanOfTheTrueSchema() {
    Heatmap heatmap = new Heatmap(2, 1, new byte[] {(byte) 255, 0}, new byte[] {9, 9});

    assertThat(heatmap.score()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void shouldReadGreenAsTrueAndRedAsFalseWithoutNoise() {
    RgbImage map = new RgbImage(2, 1, new byte[] {4, (byte) 200, 14, 5, 3, 0});

    Heatmap heatmap = Heatmap.fromVmsMap(map);

    assertThat(heatmap.trueSchema()).containsExactly((byte) 200, 0);
    assertThat(heatmap.falseSchema()).containsExactly(0, 5);
  }

  @Test
  void shouldComeBackFromItsPlanes() {
    Heatmap heatmap = new Heatmap(2, 1, new byte[] {1, (byte) 254}, new byte[] {0, 77});
    FloatBuffer planes = FloatBuffer.allocate(4);

    heatmap.writePlanes(planes);

    assertThat(Heatmap.fromPlanes(planes.flip(), 2, 1)).isEqualTo(heatmap);
  }

  @Test
  void shouldResizeBothPlanes() {
    Heatmap heatmap =
        new Heatmap(2, 2, new byte[] {0, 100, 0, 100}, new byte[] {8, 8, 8, 8}).resize(1, 1);

    assertThat(heatmap).isEqualTo(new Heatmap(1, 1, new byte[] {50}, new byte[] {8}));
  }
}
