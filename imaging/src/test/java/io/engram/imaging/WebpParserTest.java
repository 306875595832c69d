package io.engram.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebpParserTest {
  /** The native decoder plays animations, for which it holds several canvases. */
  @ParameterizedTest
  @CsvSource({
    "animated.webp, VP8L",
    "exif.webp, VP8L",
    "lossless.webp, VP8L",
    "lossy.webp, 'VP8 '",
    "alpha-lossy.webp, VP8X"
  })
  void shouldGiveTheDecoderAStillPictureAlone(String name, String first) throws Exception {
    EncodedImage image = EncodedImage.parse(Fixtures.read(name), DecodeLimits.defaults());

    String essence = new String(image.essence(), ISO_8859_1);
    assertThat(essence).startsWith("RIFF").contains("WEBP" + first);
    assertThat(essence).doesNotContain("ANIM", "ANMF", "EXIF");
    assertThat(image.essence()[4] & 0xff).isEqualTo(essence.length() - 8);
  }
}
