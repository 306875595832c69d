package io.engram.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The small encoded pictures under {@code fixtures/}; its README says what they show. */
final class Fixtures {
  static final int[] COLOURS = {0xc82828, 0x28a03c, 0x283cc8, 0xe6c828};

  /** Blue is half transparent and yellow fully, on white. */
  static final int[] COLOURS_ON_WHITE = {0xc82828, 0x28a03c, 0x939de3, 0xffffff};

  static final int[] GREYS = {0x282828, 0x646464, 0xa0a0a0, 0xdcdcdc};

  private Fixtures() {}

  static byte[] read(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at the middle of each quarter: top left, top right, bottom left, bottom right. */
  static void assertShows(RgbImage image, int[] quarters, int tolerance) {
    for (int quarter = 0; quarter < quarters.length; quarter++) {
      int x = image.width() * (1 + 2 * (quarter % 2)) / 4;
      int y = image.height() * (1 + 2 * (quarter / 2)) / 4;
      assertThat(distance(image.pixel(x, y), quarters[quarter]))
          .as("quarter %d is %06x, expected %06x", quarter, image.pixel(x, y), quarters[quarter])
          .isLessThanOrEqualTo(tolerance);
    }
  }

  private static int distance(int one, int other) {
    int distance = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
      distance = Math.max(distance, Math.abs(difference));
    }
    return distance;
  }
}
