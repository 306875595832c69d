package io.engram.imaging;

/**
 * How to turn the stored pixels upright: the eight values of EXIF's tag 0x0112 in their order,
 * beginning at 1 (CIPA DC-008, Exif 2.32, section 4.6.4).
 */
public enum Orientation {
  UPRIGHT,
  MIRRORED,
  HALF_TURN,
  UPSIDE_DOWN_MIRRORED,
  TRANSPOSED,
  QUARTER_TURN_RIGHT,
  TRANSVERSED,
  QUARTER_TURN_LEFT;

  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;

  /** Whether the upright picture's width is the stored picture's height. */
  boolean swapsSides() {
    return ordinal() >= TRANSPOSED.ordinal();
  }

  /** Reads a TIFF structure, leniently: what makes no sense is upright. */
  static Orientation ofTiff(byte[] tiff, int start) {
    boolean little = at(tiff, start) == 'I';
    long directory = start + number(tiff, start + 4L, 4, little);
    long entries = number(tiff, directory, 2, little);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > tiff.length) {
        return UPRIGHT;
      }
      if (number(tiff, entry, 2, little) == TAG) {
        long value = number(tiff, entry + 8, 2, little);
        return value >= 1 && value <= values().length ? values()[(int) value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static long number(byte[] tiff, long at, int count, boolean little) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number = number << 8 | at(tiff, at + (little ? count - 1 - i : i));
    }
    return number;
  }

  private static int at(byte[] tiff, long at) {
    return at < 0 || at >= tiff.length ? 0 : tiff[(int) at] & 0xff;
  }
}
