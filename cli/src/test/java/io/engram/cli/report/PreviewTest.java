package io.engram.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.DecodeLimits;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import org.junit.jupiter.api.Test;

class PreviewTest {

  @Test
  void shouldKeepProportionsAndColours() throws Exception {
    Preview preview = Preview.of(red(1000, 500));

    RgbImage decoded =
        new ImageDecoder(DecodeLimits.defaults()).decodeWithin(preview.jpeg(), 1000).pixels();
    assertThat(preview.width()).isEqualTo(decoded.width()).isEqualTo(320);
    assertThat(preview.height()).isEqualTo(decoded.height()).isEqualTo(160);
    assertThat(decoded.pixel(10, 10) >> 16 & 0xff).isGreaterThan(0xf0);
    assertThat(decoded.pixel(10, 10) & 0xffff).isLessThan(0x1010);
  }

  @Test
  void shouldNotEnlarge() {
    assertThat(Preview.of(red(3, 2)).width()).isEqualTo(3);
  }

  @Test
  void shouldKeepAtLeastOnePixelOfAVeryLongPicture() {
    assertThat(Preview.of(red(5000, 1)).height()).isOne();
  }

  private static RgbImage red(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) 0xff;
    }
    return new RgbImage(width, height, rgb);
  }
}
