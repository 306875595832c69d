package io.engram.imaging.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.imaging.DecodeLimits;
import io.engram.imaging.Heatmap;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Box;
import io.engram.imaging.regions.Bounds;
import io.engram.imaging.regions.NamedArea;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {
  private static final OverlayStyle BARE = new OverlayStyle(1, OptionalDouble.of(1), false);

  private final RgbImage photograph = grey(600, 400);
  private final Heatmap heatmap = leftTrueRightFalse();

  @Test
  void shouldColourTheSchemasWarmAndCoolAndLeaveTheRestGrey() {
    RgbImage overlay = Overlay.render(photograph, heatmap, List.of(), BARE);

    assertThat(overlay.width()).isEqualTo(600);
    assertThat(overlay.height()).isEqualTo(400);
    assertThat(red(overlay, 100, 200)).isGreaterThan(blue(overlay, 100, 200) + 60);
    assertThat(blue(overlay, 500, 200)).isGreaterThan(red(overlay, 500, 200) + 60);
    assertThat(red(overlay, 300, 200)).isEqualTo(blue(overlay, 300, 200));
  }

  @Test
  void shouldShowBothColoursWhereBothSchemasAreStrong() {
    byte[] full = new byte[16];
    Arrays.fill(full, (byte) 255);
    RgbImage overlay = Overlay.render(photograph, new Heatmap(4, 4, full, full), List.of(), BARE);

    boolean warm = false;
    boolean cool = false;
    for (int x = 0; x < 100; x++) {
      warm |= red(overlay, x, 50) > blue(overlay, x, 50) + 60;
      cool |= blue(overlay, x, 50) > red(overlay, x, 50) + 60;
    }
    assertThat(warm).isTrue();
    assertThat(cool).isTrue();
  }

  @Test
  void shouldOutlineAndTagRegions() {
    List<Region> regions =
        new RegionFinder(RegionRule.defaults())
            .find(heatmap, List.of(new NamedArea("logo", new Bounds(0.4, 0.4, 0.2, 0.2))));

    RgbImage plain = Overlay.render(photograph, heatmap, List.of(), BARE);
    RgbImage outlined = Overlay.render(photograph, heatmap, regions, BARE);

    assertThat(outlined).isNotEqualTo(plain);
    assertThat(outlined.pixel(240, 160)).isEqualTo(0xffffff);
    assertThat(outlined.pixel(300, 200)).isEqualTo(plain.pixel(300, 200));
  }

  @Test
  void shouldAddALegendAndEnlargeSmallPhotographs() {
    RgbImage overlay = Overlay.render(grey(48, 32), heatmap, List.of());

    assertThat(overlay.width()).isEqualTo(480);
    assertThat(overlay.height()).isGreaterThan(320);
  }

  @ParameterizedTest
  @CsvSource({"1, 5000, 1, 5000", "1, 960, 2, 2000", "5000, 1, 5000, 1", "400, 1, 480, 1"})
  void shouldNotEnlargeAStripBeyondMeasure(int width, int height, int drawnWide, int drawnHigh) {
    RgbImage strip = grey(width, height);
    List<Region> regions = new RegionFinder(RegionRule.defaults()).find(heatmap, List.of());

    RgbImage overlay = Overlay.render(strip, heatmap, regions);

    assertThat(Overlay.placeOf(strip)).isEqualTo(new Box(0, 0, drawnWide, drawnHigh));
    assertThat(overlay.width()).isEqualTo(Math.max(480, drawnWide));
    assertThat(overlay.height()).isBetween(drawnHigh + 1, drawnHigh + 1000);
  }

  @Test
  void shouldDrawABlankHeatmapAsNothing() {
    Heatmap blank = new Heatmap(4, 4, new byte[16], new byte[16]);

    RgbImage overlay = Overlay.render(photograph, blank, List.of());

    assertThat(red(overlay, 300, 200)).isEqualTo(blue(overlay, 300, 200));
  }

  @Test
  void shouldEncodePngsThatDecodeToTheSamePixels() throws Exception {
    RgbImage overlay = Overlay.render(photograph, heatmap, List.of());

    byte[] png = new PngEncoder().encode(overlay);

    assertThat(new ImageDecoder(DecodeLimits.defaults()).decodeWithin(png, 10_000).pixels())
        .isEqualTo(overlay);
  }

  @Test
  void shouldRefuseAStyleThatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OverlayStyle(0, OptionalDouble.empty(), true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OverlayStyle(1, OptionalDouble.of(1.5), true));
  }

  private static Heatmap leftTrueRightFalse() {
    byte[] trueSchema = new byte[16 * 16];
    byte[] falseSchema = new byte[16 * 16];
    for (int y = 4; y < 12; y++) {
      Arrays.fill(trueSchema, 16 * y + 1, 16 * y + 5, (byte) 255);
      Arrays.fill(falseSchema, 16 * y + 11, 16 * y + 15, (byte) 255);
    }
    return new Heatmap(16, 16, trueSchema, falseSchema);
  }

  private static RgbImage grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 120);
    return new RgbImage(width, height, rgb);
  }

  private static int red(RgbImage image, int x, int y) {
    return image.pixel(x, y) >> 16;
  }

  private static int blue(RgbImage image, int x, int y) {
    return image.pixel(x, y) & 0xff;
  }
}
