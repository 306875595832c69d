package io.engram.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.engram.imaging.UndecodableImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadImageTest {
  private static final int FIRST_FRAME_LEFT = 52;
  private static final DecodeLimits LIMITS = DecodeLimits.defaults();

  @Test
  void shouldRefuseNoBytes() {
    assertThat(refusal(new byte[0]).reason()).isEqualTo(Reason.EMPTY_IMAGE);
  }

  @Test
  void shouldRefuseTextWhateverItsName() {
    assertThat(refusal("Dear sir, please find attached".getBytes(UTF_8)).reason())
        .isEqualTo(Reason.UNSUPPORTED_FORMAT);
  }

  @Test
  void shouldRefuseMoreBytesThanTheLimit() {
    UndecodableImageException refusal =
        refusal(Fixtures.read("rgb.png"), new DecodeLimits(100, 1000));

    assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(refusal.detail()).contains("limit is 100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "rgb.png",
        "lossy.webp",
        "lossless.webp",
        "alpha.webp",
        "still.gif"
      })
  void shouldRefuseMorePixelsThanTheLimit(String name) {
    UndecodableImageException refusal =
        refusal(Fixtures.read(name), new DecodeLimits(1 << 20, 32 * 24 - 1));

    assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(refusal.detail()).contains("32 x 24");
    assertThat(refusal.remedy()).isNotBlank();
  }

  @Test
  void shouldRefuseAHugePngByItsHeader() {
    assertThat(refusal(pngOfSize(50_000, 50_000)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(refusal(pngOfSize(1_000_000, 1)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(refusal(pngOfSize(0, 10)).reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    assertThat(refusal(pngOfSize(-1, 10)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "subsampled.jpg",
        "progressive.jpg",
        "rgb.png",
        "interlaced.png",
        "lossy.webp",
        "alpha-lossy.webp",
        "animated.webp",
        "still.gif"
      })
  void shouldRefuseAnImageThatEndsEarly(String name) {
    byte[] encoded = Fixtures.read(name);
    for (int length = 12; length < encoded.length - 1; length++) {
      assertThat(refusal(Arrays.copyOf(encoded, length)).reason())
          .as("%d of %d bytes", length, encoded.length)
          .isEqualTo(Reason.CORRUPT_IMAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline.jpg", "progressive.jpg", "rgb.png", "lossy.webp", "still.gif"})
  void shouldTolerateBytesAfterTheEnd(String name) throws Exception {
    byte[] encoded = Fixtures.read(name);
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1000);
    Arrays.fill(longer, encoded.length, longer.length, (byte) 0xff);
    ImageDecoder decoder = new ImageDecoder(LIMITS);

    assertThat(decoder.decode(longer, 32, 24)).isEqualTo(decoder.decode(encoded, 32, 24));
  }

  @Test
  void shouldCountDeepPixelsAsMore() {
    byte[] deep = png(6000, 6000, 16, 6);

    assertThat(refusal(deep).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(refusal(deep).detail()).contains("6000 x 6000 pixels of 8 bytes");
    assertThat(refusal(png(6000, 6000, 8, 2)).reason()).isEqualTo(Reason.CORRUPT_IMAGE);
  }

  @Test
  void shouldCountTheAlphaThatATransparentColourBecomes() {
    byte[] opaque = png(5500, 5500, 16, 2);
    byte[] transparent = withTransparentColour(opaque);

    assertThat(refusal(opaque).reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    assertThat(refusal(transparent).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(refusal(transparent).detail()).contains("5500 x 5500 pixels of 8 bytes");
  }

  @Test
  void shouldRefuseAWebpFrameOutsideItsCanvas() {
    byte[] encoded = Fixtures.read("animated.webp");
    encoded[FIRST_FRAME_LEFT] = 1;

    assertThat(refusal(encoded).reason()).isEqualTo(Reason.CORRUPT_IMAGE);
  }

  @Test
  void shouldRefuseAJpegOfThousandsOfScans() {
    byte[] encoded = Fixtures.read("progressive.jpg");
    int firstScan = indexOfMarker(encoded, 0xda);
    int end = encoded.length - 2;
    ByteArrayOutputStream hostile = new ByteArrayOutputStream();
    hostile.write(encoded, 0, end);
    for (int i = 0; i < 5000; i++) {
      hostile.write(encoded, firstScan, end - firstScan);
    }
    hostile.write(encoded, end, 2);

    UndecodableImageException refusal = refusal(hostile.toByteArray());

    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    assertThat(refusal.detail()).contains("scans");
  }

  @Test
  void shouldRefuseRareKindsOfJpegByName() {
    byte[] arithmetic = Fixtures.read("baseline.jpg");
    arithmetic[indexOfMarker(arithmetic, 0xc0) + 1] = (byte) 0xc9;

    assertThat(refusal(arithmetic).reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
    assertThat(refusal(arithmetic).detail()).contains("arithmetic");
  }

  @Test
  void shouldRefuseAPngWhoseChecksumIsWrong() {
    byte[] encoded = Fixtures.read("rgb.png");
    encoded[encoded.length - 20] ^= 1;

    assertThat(refusal(encoded).detail()).contains("checksum");
  }

  @Test
  void shouldTellReasonDetailAndRemedyInOneLine() {
    UndecodableImageException refusal = refusal(pngOfSize(50_000, 50_000));

    assertThat(refusal)
        .hasMessage(
            "TOO_MANY_PIXELS: it is 50000 x 50000 pixels, the limit is 50000000 pixels and"
                + " 65535 a side; scale it down or raise the pixel limit");
  }

  private static UndecodableImageException refusal(byte[] encoded) {
    return refusal(encoded, LIMITS);
  }

  private static UndecodableImageException refusal(byte[] encoded, DecodeLimits limits) {
    UndecodableImageException refusal =
        catchThrowableOfType(
            UndecodableImageException.class,
            () -> new ImageDecoder(limits).decode(encoded, 16, 16));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static byte[] pngOfSize(int width, int height) {
    return png(width, height, 8, 2);
  }

  private static byte[] png(int width, int height, int depth, int colourType) {
    byte[] encoded = Fixtures.read("rgb.png");
    CRC32 crc = new CRC32();
    ByteBuffer header = ByteBuffer.wrap(encoded).putInt(16, width).putInt(20, height);
    header.put(24, (byte) depth).put(25, (byte) colourType);
    crc.update(encoded, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return encoded;
  }

  private static byte[] withTransparentColour(byte[] png) {
    byte[] chunk = {0, 0, 0, 6, 't', 'R', 'N', 'S', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, 10);
    ByteBuffer.wrap(chunk).putInt(14, (int) crc.getValue());
    int afterHeader = 33;
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, afterHeader)
        .put(chunk)
        .put(png, afterHeader, png.length - afterHeader)
        .array();
  }

  private static int indexOfMarker(byte[] jpeg, int marker) {
    int at = 0;
    while ((jpeg[at] & 0xff) != 0xff || (jpeg[at + 1] & 0xff) != marker) {
      at++;
    }
    return at;
  }
}
