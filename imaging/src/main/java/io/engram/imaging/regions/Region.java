package io.engram.imaging.regions;

import java.util.Objects;
import java.util.Optional;

/**
 * A region of the image with its memorability.
 *
 * @param name for {@link RegionKind#OF_INTEREST} only
 * @param bounds the smallest rectangle that holds the region
 * @param area the region's share of the image's area, in [0, 1]
 * @param mean of the region's schema (the true schema for OF_INTEREST) over the region, in [0, 1]
 * @param peak largest value of that schema in the region, in [0, 1]
 * @param share the region's share of the image's total of that schema, in [0, 1]
 * @param rank 1 for the largest share among the image's regions of this kind
 */
public record Region(
    RegionKind kind,
    Optional<String> name,
    Bounds bounds,
    double area,
    double mean,
    double peak,
    double share,
    int rank) {
  public Region {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(bounds, "bounds");
    if (name.isPresent() != (kind == RegionKind.OF_INTEREST)) {
      throw new IllegalArgumentException("regions of interest have names, found ones have none");
    }
    requireFraction(area, "area");
    requireFraction(mean, "mean");
    requireFraction(peak, "peak");
    requireFraction(share, "share");
    if (rank < 1) {
      throw new IllegalArgumentException("rank counts from 1, was " + rank);
    }
  }

  Region withRank(int newRank) {
    return new Region(kind, name, bounds, area, mean, peak, share, newRank);
  }

  private static void requireFraction(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], was " + value);
    }
  }
}
