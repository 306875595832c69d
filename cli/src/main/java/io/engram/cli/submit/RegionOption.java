package io.engram.cli.submit;

import io.engram.schemas.Bounds;
import io.engram.schemas.RegionOfInterest;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code name=left,top,width,height}, in fractions of the image's width and height. */
final class RegionOption implements ITypeConverter<RegionOfInterest> {
  private static final int NUMBERS = 4;
  private static final double ROUNDING = 1e-9;

  @Override
  public RegionOfInterest convert(String text) {
    int equals = text.lastIndexOf('=');
    String name = equals < 0 ? "" : text.substring(0, equals).strip();
    double[] numbers = numbers(text.substring(equals + 1));
    if (name.isEmpty() || numbers.length != NUMBERS) {
      throw notARegion(text);
    }
    return new RegionOfInterest(name, bounds(text, numbers[0], numbers[1], numbers[2], numbers[3]));
  }

  private static double[] numbers(String text) {
    try {
      return Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  private static Bounds bounds(String text, double left, double top, double width, double height) {
    boolean inside =
        left >= 0
            && top >= 0
            && width > 0
            && height > 0
            && left + width <= 1 + ROUNDING
            && top + height <= 1 + ROUNDING;
    if (!inside) {
      throw notARegion(text);
    }
    return new Bounds(left, top, width, height);
  }

  private static TypeConversionException notARegion(String text) {
    return new TypeConversionException(
        "'"
            + text
            + "' is not a region: write name=left,top,width,height in fractions of the image, such"
            + " as logo=0.7,0.85,0.25,0.1");
  }
}
