package io.engram.imaging;

import io.engram.imaging.opencv.Mats;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;

/**
 * A Visual Memory Schema map: for each cell how likely people remember what is there, rightly (true
 * schema) and wrongly (false schema). Equal by content.
 *
 * @param width in cells
 * @param height in cells
 * @param trueSchema {@code height * width} unsigned bytes, row by row from the top, 255 = 1.0. The
 *     heatmap keeps the array without copying it; nobody may change it afterwards.
 * @param falseSchema the same for the false schema
 */
public record Heatmap(int width, int height, byte[] trueSchema, byte[] falseSchema) {
  /** Map photographs carry compression noise up to this value where they are blank. */
  private static final int BLANK_BELOW = 5;

  public Heatmap {
    RgbImage.requireSize(width, height);
    requireLength(trueSchema, width, height, "trueSchema");
    requireLength(falseSchema, width, height, "falseSchema");
  }

  /**
   * Rounds a model's output to 8 bits. Values beyond [0, 1] are clamped.
   *
   * @param planes at its position {@code [2, height, width]}, true schema first; not advanced
   * @throws IllegalArgumentException if a value is not a number or the planes are too short
   */
  public static Heatmap fromPlanes(FloatBuffer planes, int width, int height) {
    RgbImage.requireSize(width, height);
    int cells = width * height;
    if (planes.remaining() < 2L * cells) {
      throw new IllegalArgumentException(
          "two planes of %d x %d take %d values, there are %d"
              .formatted(width, height, 2L * cells, planes.remaining()));
    }
    int start = planes.position();
    byte[] trueSchema = toBytes(planes, start, cells);
    return new Heatmap(width, height, trueSchema, toBytes(planes, start + cells, cells));
  }

  /**
   * Reads a VMS map photograph as the VISCHEMA data sets store it: green is the true schema, red
   * the false one, and values under 5 of 255 are the blank map's compression noise.
   */
  public static Heatmap fromVmsMap(RgbImage map) {
    byte[] rgb = map.rgb();
    byte[] trueSchema = new byte[rgb.length / 3];
    byte[] falseSchema = new byte[rgb.length / 3];
    for (int i = 0; i < trueSchema.length; i++) {
      falseSchema[i] = withoutNoise(rgb[3 * i]);
      trueSchema[i] = withoutNoise(rgb[3 * i + 1]);
    }
    return new Heatmap(map.width(), map.height(), trueSchema, falseSchema);
  }

  /** The image's memorability: the mean of the true schema, in [0, 1]. */
  public double score() {
    long sum = 0;
    for (byte value : trueSchema) {
      sum += value & 0xff;
    }
    return sum / (255.0 * trueSchema.length);
  }

  /** Both planes at exactly {@code width x height}, anti-aliased. */
  public Heatmap resize(int width, int height) {
    RgbImage.requireSize(width, height);
    return new Heatmap(
        width, height, resize(trueSchema, width, height), resize(falseSchema, width, height));
  }

  /** Writes {@code [2, height, width]} values in [0, 1], true schema first, and advances. */
  public void writePlanes(FloatBuffer target) {
    for (byte value : trueSchema) {
      target.put((value & 0xff) / 255f);
    }
    for (byte value : falseSchema) {
      target.put((value & 0xff) / 255f);
    }
  }

  private byte[] resize(byte[] plane, int toWidth, int toHeight) {
    try (PointerScope scope = new PointerScope()) {
      return Mats.bytes(Mats.resize(Mats.of(width, height, 1, plane), toWidth, toHeight));
    }
  }

  private static byte[] toBytes(FloatBuffer planes, int start, int cells) {
    byte[] plane = new byte[cells];
    for (int i = 0; i < cells; i++) {
      float value = planes.get(start + i);
      if (Float.isNaN(value)) {
        throw new IllegalArgumentException("the model's output holds NaN at value " + i);
      }
      plane[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
    }
    return plane;
  }

  private static byte withoutNoise(byte value) {
    return (value & 0xff) < BLANK_BELOW ? 0 : value;
  }

  private static void requireLength(byte[] plane, int width, int height, String name) {
    Objects.requireNonNull(plane, name);
    if (plane.length != width * height) {
      throw new IllegalArgumentException(
          "%s of %d x %d takes %d bytes, there are %d"
              .formatted(name, width, height, width * height, plane.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Heatmap that
        && width == that.width
        && height == that.height
        && Arrays.equals(trueSchema, that.trueSchema)
        && Arrays.equals(falseSchema, that.falseSchema);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height)
        + 31 * Arrays.hashCode(trueSchema)
        + Arrays.hashCode(falseSchema);
  }

  @Override
  public String toString() {
    return "Heatmap[" + width + " x " + height + ", score " + score() + "]";
  }
}
