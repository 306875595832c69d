package io.engram.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.RgbImage;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final CropWindow MIRRORED = new CropWindow(0, 0, 1, 1, true);

  @Test
  void shouldLeaveAWholeImageOfTheSameSizeAlone() {
    assertThat(plane(ramp(4), CropWindow.WHOLE, 4)).startsWith(0, 10, 20, 30).endsWith(30);
  }

  @Test
  void shouldMirrorColumnsOnly() {
    assertThat(plane(ramp(4), MIRRORED, 4)).startsWith(30, 20, 10, 0).endsWith(0);
  }

  @Test
  void shouldCropWhatTheWindowSays() {
    var right = new CropWindow(0.5, 0, 0.5, 0.5, false);
    assertThat(plane(ramp(4), right, 2)).containsExactly(20, 30, 20, 30);
  }

  @Test
  void shouldAverageRatherThanSkipWhenShrinking() {
    var stripes = image(8, x -> x % 2 == 0 ? 0 : 200);
    for (float value : plane(stripes, CropWindow.WHOLE, 2)) {
      assertThat(value).isCloseTo(100, within(15f));
    }
  }

  @Test
  void shouldKeepAConstantConstantWhenEnlarging() {
    var grey = image(3, x -> 77);
    for (float value : plane(grey, new CropWindow(0.1, 0.2, 0.7, 0.6, true), 9)) {
      assertThat(value).isCloseTo(77, within(1e-3f));
    }
  }

  private static float[] plane(RgbImage image, CropWindow window, int side) {
    var target = new float[side * side];
    Resampling.plane(image, window, 1, side, target, 0);
    return target;
  }

  private static RgbImage ramp(int side) {
    return image(side, x -> 10 * x);
  }

  /** An image whose green channel depends on the column and whose others differ from it. */
  private static RgbImage image(int side, IntUnaryOperator green) {
    var rgb = new byte[3 * side * side];
    for (int pixel = 0; pixel < side * side; pixel++) {
      rgb[3 * pixel] = 1;
      rgb[3 * pixel + 1] = (byte) green.applyAsInt(pixel % side);
      rgb[3 * pixel + 2] = 2;
    }
    return new RgbImage(side, side, rgb);
  }
}
