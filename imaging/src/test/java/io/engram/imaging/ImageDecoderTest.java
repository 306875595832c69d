package io.engram.imaging;

import static io.engram.imaging.Fixtures.assertShows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  /** Lossy formats keep the middle of a flat quarter this close. */
  private static final int LOSSY = 4;

  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "subsampled.jpg",
        "progressive.jpg",
        "cmyk-adobe.jpg",
        "cmyk-unmarked.jpg",
        "ycck.jpg",
        "exif-1.jpg",
        "exif-2.jpg",
        "exif-3.jpg",
        "exif-4.jpg",
        "exif-5.jpg",
        "exif-6.jpg",
        "exif-7.jpg",
        "exif-8.jpg",
        "lossy.webp"
      })
  void shouldDecodeLossyImagesUpright(String name) throws Exception {
    DecodedImage decoded = decoder.decode(Fixtures.read(name), 32, 24);

    assertThat(decoded.sourceWidth()).isEqualTo(32);
    assertThat(decoded.sourceHeight()).isEqualTo(24);
    assertShows(decoded.pixels(), Fixtures.COLOURS, LOSSY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "rgb16.png",
        "palette.png",
        "interlaced.png",
        "animated.png",
        "exif.png",
        "lossless.webp",
        "animated.webp",
        "exif.webp",
        "still.gif",
        "interlaced.gif",
        "animated.gif"
      })
  void shouldDecodeLosslessImagesExactly(String name) throws Exception {
    DecodedImage decoded = decoder.decode(Fixtures.read(name), 32, 24);

    assertThat(decoded.sourceWidth()).isEqualTo(32);
    assertShows(decoded.pixels(), Fixtures.COLOURS, 0);
  }

  @ParameterizedTest
  @CsvSource({"alpha.png, 1", "alpha16.png, 1", "alpha.webp, 1", "alpha-lossy.webp, 4"})
  void shouldCompositeAlphaOnWhite(String name, int tolerance) throws Exception {
    RgbImage pixels = decoder.decode(Fixtures.read(name), 32, 24).pixels();

    assertShows(pixels, Fixtures.COLOURS_ON_WHITE, tolerance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transparent.gif", "colour-key.png"})
  void shouldShowWhiteWhereNothingIsDrawn(String name) throws Exception {
    RgbImage pixels = decoder.decode(Fixtures.read(name), 32, 24).pixels();

    assertShows(pixels, new int[] {0xc82828, 0x28a03c, 0x283cc8, 0xffffff}, 0);
  }

  @Test
  void shouldLayASmallFirstFrameOnWhite() throws Exception {
    RgbImage pixels = decoder.decode(Fixtures.read("small-frame.gif"), 32, 24).pixels();

    assertShows(pixels, new int[] {0xc82828, 0x28a03c, 0xffffff, 0xffffff}, 0);
  }

  @Test
  void shouldLayASmallFirstFrameOfAnAnimatedWebpOnWhite() throws Exception {
    byte[] encoded = Fixtures.read("animated.webp");
    encoded[24] = 63;
    encoded[27] = 47;

    DecodedImage decoded = decoder.decode(encoded, 64, 48);

    assertThat(decoded.sourceWidth()).isEqualTo(64);
    assertThat(decoded.sourceHeight()).isEqualTo(48);
    assertThat(decoded.pixels().pixel(8, 6)).isEqualTo(Fixtures.COLOURS[0]);
    assertThat(decoded.pixels().pixel(24, 18)).isEqualTo(Fixtures.COLOURS[3]);
    assertThat(decoded.pixels().pixel(48, 36)).isEqualTo(0xffffff);
  }

  @Test
  void shouldDecodeGrey() throws Exception {
    assertShows(decoder.decode(Fixtures.read("grey.jpg"), 32, 24).pixels(), Fixtures.GREYS, LOSSY);
    assertShows(decoder.decode(Fixtures.read("grey.png"), 32, 24).pixels(), Fixtures.GREYS, 0);
    assertShows(
        decoder.decode(Fixtures.read("grey-alpha.png"), 32, 24).pixels(),
        new int[] {0x282828, 0x646464, 0xcfcfcf, 0xffffff},
        1);
    assertShows(
        decoder.decode(Fixtures.read("bilevel.png"), 32, 24).pixels(),
        new int[] {0, 0xffffff, 0, 0xffffff},
        0);
  }

  @ParameterizedTest
  @CsvSource({"16, 12", "8, 6", "4, 4", "64, 48", "8, 48", "64, 6", "4, 3", "31, 23"})
  void shouldStretchToTheSizeThatIsAskedFor(int width, int height) throws Exception {
    for (String name : List.of("baseline.jpg", "exif-6.jpg", "rgb.png")) {
      RgbImage pixels = decoder.decode(Fixtures.read(name), width, height).pixels();

      assertThat(pixels.width()).isEqualTo(width);
      assertThat(pixels.height()).isEqualTo(height);
      assertShows(pixels, Fixtures.COLOURS, LOSSY);
    }
  }

  @Test
  void shouldAverageWhatAPixelCoversRatherThanSkipIt() throws Exception {
    RgbImage pixels = decoder.decode(Fixtures.read("rgb.png"), 1, 1).pixels();

    assertShows(pixels, new int[] {0x807355}, 1);
  }

  @Test
  void shouldKeepTheAspectRatioWithinASide() throws Exception {
    RgbImage pixels = decoder.decodeWithin(Fixtures.read("exif-8.jpg"), 16).pixels();

    assertThat(pixels.width()).isEqualTo(16);
    assertThat(pixels.height()).isEqualTo(12);
    assertShows(pixels, Fixtures.COLOURS, LOSSY);
  }

  @Test
  void shouldNeverEnlargeWithinASide() throws Exception {
    assertThat(decoder.decodeWithin(Fixtures.read("rgb.png"), 4000).pixels().width()).isEqualTo(32);
  }

  @Test
  void shouldRefuseAnImpossibleTargetSize() {
    byte[] encoded = Fixtures.read("rgb.png");

    assertThatIllegalArgumentException().isThrownBy(() -> decoder.decode(encoded, 0, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> decoder.decodeWithin(encoded, 0));
  }

  @Test
  void shouldDecodeTheSameOnManyThreads() throws Exception {
    byte[] encoded = Fixtures.read("exif-5.jpg");
    RgbImage expected = decoder.decode(encoded, 20, 20).pixels();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<RgbImage>> calls = new ArrayList<>();
      IntStream.range(0, 200)
          .forEach(i -> calls.add(() -> decoder.decode(encoded, 20, 20).pixels()));
      for (Future<RgbImage> result : pool.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
