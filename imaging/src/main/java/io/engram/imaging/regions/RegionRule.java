package io.engram.imaging.regions;

/**
 * What counts as a region of a schema. Heights are relative to the map's own range, from its mean
 * to its peak, so that a faint map and a strong one of the same shape have the same regions.
 *
 * @param minRange a map whose peak is less than this above its mean is flat and has no region, in
 *     (0, 1]
 * @param extent a region reaches down to this part of the range, in (0, 1)
 * @param prominence a peak splits from a higher one where the saddle between them lies deeper below
 *     it than this part of the range, in (0, 1]; lower ones belong to the higher peak
 * @param minArea regions smaller than this share of the image are dropped, in [0, 1)
 * @param maxRegions at most this many of each kind, the largest shares first
 */
public record RegionRule(
    double minRange, double extent, double prominence, double minArea, int maxRegions) {
  public RegionRule {
    require(minRange > 0 && minRange <= 1, "minRange must be in (0, 1], was ", minRange);
    require(extent > 0 && extent < 1, "extent must be in (0, 1), was ", extent);
    require(prominence > 0 && prominence <= 1, "prominence must be in (0, 1], was ", prominence);
    require(minArea >= 0 && minArea < 1, "minArea must be in [0, 1), was ", minArea);
    require(maxRegions >= 1, "maxRegions must be >= 1, was ", maxRegions);
  }

  /**
   * Chosen by eye on observers' maps at the resolution of the shipped model, 16 x 16 smoothed up to
   * 128 x 128: a main subject stays whole, and two subjects are two.
   */
  public static RegionRule defaults() {
    return new RegionRule(0.04, 0.4, 0.15, 0.004, 5);
  }

  private static void require(boolean valid, String message, double value) {
    if (!valid) {
      throw new IllegalArgumentException(message + value);
    }
  }
}
