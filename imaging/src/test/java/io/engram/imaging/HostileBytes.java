package io.engram.imaging;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Decodes many damaged copies of each fixture that is named on its command line, a program of its
 * own so that a crash of the native decoder is the caller's to see. Writes a line for each fixture:
 * its name and how many copies were refused. Any exception but a refusal ends it with an error.
 */
final class HostileBytes {
  static final int CASES = 400;

  /** Small limits, so that a damaged size costs no time. */
  private static final ImageDecoder DECODER = new ImageDecoder(new DecodeLimits(1 << 20, 1 << 16));

  private HostileBytes() {}

  public static void main(String[] fixtures) {
    for (String name : fixtures) {
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
      System.out.println(name + " " + refused);
    }
  }

  private static boolean isRefused(byte[] damaged) {
    try {
      DECODER.decode(damaged, 16, 16);
      return false;
    } catch (UndecodableImageException e) {
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
