package io.engram.cli.results;

import io.engram.schemas.Bounds;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.Region;
import io.engram.schemas.RegionKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words what people will remember of an image. */
public final class Remembered {
  private static final int NAMED_AT_MOST = 3;
  private static final double FIRST_THIRD = 1 / 3.0;
  private static final double LAST_THIRD = 2 / 3.0;

  private Remembered() {}

  /**
   * The regions that hold the most of the image's memorability, with their share: the submitter's
   * own where there are any, else those that were found, such as {@code "top left 31%, centre
   * 20%"}.
   */
  public static String of(MemorabilityScore score) {
    List<Region> regions = strongest(score.getRegions(), RegionKind.OF_INTEREST);
    if (regions.isEmpty()) {
      regions = strongest(score.getRegions(), RegionKind.TRUE_SCHEMA);
    }
    return regions.stream()
        .limit(NAMED_AT_MOST)
        .map(region -> "%s %s".formatted(name(region), percent(region.getShare())))
        .collect(Collectors.joining(", "));
  }

  /** The submitter's name for a region, or where in the image it lies. */
  public static String name(Region region) {
    return region.getName() != null ? region.getName() : place(region.getBounds());
  }

  /** A share as people write it. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  private static List<Region> strongest(List<Region> regions, RegionKind kind) {
    return regions.stream()
        .filter(region -> region.getKind() == kind)
        .sorted(Comparator.comparingInt(Region::getRank))
        .toList();
  }

  private static String place(Bounds bounds) {
    String vertical = third(bounds.getTop() + bounds.getHeight() / 2, "top", "", "bottom");
    String horizontal = third(bounds.getLeft() + bounds.getWidth() / 2, "left", "", "right");
    String both = (vertical + " " + horizontal).strip();
    return both.isEmpty() ? "centre" : both;
  }

  private static String third(double middle, String first, String second, String last) {
    if (middle < FIRST_THIRD) {
      return first;
    }
    return middle > LAST_THIRD ? last : second;
  }
}
