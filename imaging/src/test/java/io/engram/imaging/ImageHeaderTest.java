package io.engram.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "progressive.jpg, JPEG",
    "interlaced.png, PNG",
    "lossy.webp, WEBP",
    "lossless.webp, WEBP",
    "animated.webp, WEBP",
    "animated.gif, GIF"
  })
  void shouldTellFormatAndSize(String name, ImageFormat format) throws Exception {
    ImageHeader header = ImageHeader.read(Fixtures.read(name), DecodeLimits.defaults());

    assertThat(header).isEqualTo(new ImageHeader(format, 32, 24, Orientation.UPRIGHT));
  }

  @Test
  void shouldTellTheUprightSize() throws Exception {
    ImageHeader header = ImageHeader.read(Fixtures.read("exif-7.jpg"), DecodeLimits.defaults());

    assertThat(header.orientation()).isEqualTo(Orientation.TRANSVERSED);
    assertThat(header.storedWidth()).isEqualTo(24);
    assertThat(header.width()).isEqualTo(32);
    assertThat(header.height()).isEqualTo(24);
  }

  @Test
  void shouldTakeSenselessExifAsUpright() {
    assertThat(Orientation.ofTiff(new byte[0], 6)).isEqualTo(Orientation.UPRIGHT);
    byte[] noise = new byte[64];
    Arrays.fill(noise, (byte) 0xff);
    assertThat(Orientation.ofTiff(noise, 0)).isEqualTo(Orientation.UPRIGHT);
  }
}
