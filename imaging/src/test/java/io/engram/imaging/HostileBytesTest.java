package io.engram.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decodes thousands of damaged images. Each must end in pixels or a refusal; a crash of the native
 * decoder would take this whole test run with it.
 */
class HostileBytesTest {
  private static final int CASES = 400;

  /** Small, so that a damaged size costs no time. */
  private final ImageDecoder decoder = new ImageDecoder(new DecodeLimits(1 << 20, 1 << 16));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "subsampled.jpg",
        "progressive.jpg",
        "grey.jpg",
        "cmyk-adobe.jpg",
        "ycck.jpg",
        "exif-6.jpg",
        "rgb.png",
        "alpha.png",
        "alpha16.png",
        "palette.png",
        "interlaced.png",
        "animated.png",
        "lossy.webp",
        "lossless.webp",
        "alpha-lossy.webp",
        "animated.webp",
        "still.gif",
        "interlaced.gif",
        "animated.gif",
        "transparent.gif"
      })
  void shouldDecodeOrRefuseDamagedImages(String name) {
    byte[] original = Fixtures.read(name);
    int refused = 0;
    for (int seed = 0; seed < CASES; seed++) {
      byte[] damaged = damage(original, new Random(seed));
      if (name.endsWith(".png")) {
        // Else the checksum would keep every damage from the decoder.
        repairChecksums(damaged);
      }
      refused += isRefused(damaged) ? 1 : 0;
    }
    assertThat(refused).isBetween(1, CASES - 1);
  }

  private boolean isRefused(byte[] damaged) {
    try {
      decoder.decode(damaged, 16, 16);
      return false;
    } catch (UndecodableImageException e) {
      assertThat(e.detail()).isNotBlank();
      return true;
    }
  }

  private static byte[] damage(byte[] original, Random random) {
    byte[] damaged =
        random.nextInt(5) == 0
            ? Arrays.copyOf(original, 1 + random.nextInt(original.length))
            : original.clone();
    for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static void repairChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
  }
}
