package io.engram.imaging.regions;

import io.engram.imaging.Heatmap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the regions of a heatmap by a {@link RegionRule}. Immutable, so any thread may use it. */
public final class RegionFinder {
  private final RegionRule rule;

  public RegionFinder(RegionRule rule) {
    this.rule = Objects.requireNonNull(rule, "rule");
  }

  /**
   * The regions of both schemas and the scores of the named areas, ordered by kind, then rank.
   * Equal heatmaps give equal lists. A flat schema has no region; named areas are all there.
   *
   * @param areas in their order they win ties
   */
  public List<Region> find(Heatmap heatmap, List<NamedArea> areas) {
    Plane trueSchema = new Plane(heatmap.width(), heatmap.height(), heatmap.trueSchema());
    Plane falseSchema = new Plane(heatmap.width(), heatmap.height(), heatmap.falseSchema());
    List<Region> regions = new ArrayList<>(stoodOut(trueSchema, RegionKind.TRUE_SCHEMA));
    regions.addAll(stoodOut(falseSchema, RegionKind.FALSE_SCHEMA));
    regions.addAll(ranked(areas.stream().map(area -> AreaScore.of(trueSchema, area)).toList()));
    return List.copyOf(regions);
  }

  private List<Region> stoodOut(Plane plane, RegionKind kind) {
    double range = plane.peak() - plane.mean();
    if (Plane.unit(range) < rule.minRange()) {
      return List.of();
    }
    int floor = (int) Math.ceil(plane.mean() + rule.extent() * range);
    int[] regions = new PeakFlood(plane, floor, rule.prominence() * range).regions();
    Map<Integer, Extent> extents = new LinkedHashMap<>();
    for (int cell = 0; cell < regions.length; cell++) {
      if (regions[cell] >= 0) {
        extents.computeIfAbsent(regions[cell], peak -> new Extent(plane)).add(cell);
      }
    }
    List<Region> found =
        extents.values().stream()
            .filter(extent -> extent.area() >= rule.minArea())
            .map(extent -> extent.toRegion(kind))
            .toList();
    return ranked(found).stream().limit(rule.maxRegions()).toList();
  }

  /** By falling share, then peak; what is equal even so keeps its order. */
  private static List<Region> ranked(List<Region> regions) {
    List<Region> sorted = new ArrayList<>(regions);
    sorted.sort(
        Comparator.comparingDouble(Region::share).thenComparingDouble(Region::peak).reversed());
    for (int i = 0; i < sorted.size(); i++) {
      sorted.set(i, sorted.get(i).withRank(i + 1));
    }
    return sorted;
  }

  /** The cells of one region, gathered one by one. */
  private static final class Extent {
    private final Plane plane;
    private int cells;
    private long sum;
    private int peak;
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;

    Extent(Plane plane) {
      this.plane = plane;
    }

    void add(int cell) {
      int x = cell % plane.width();
      int y = cell / plane.width();
      cells++;
      sum += plane.value(cell);
      peak = Math.max(peak, plane.value(cell));
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }

    double area() {
      return (double) cells / plane.size();
    }

    Region toRegion(RegionKind kind) {
      double width = plane.width();
      double height = plane.height();
      Bounds bounds =
          new Bounds(left / width, top / height, (right - left) / width, (bottom - top) / height);
      double mean = Plane.unit((double) sum / cells);
      return new Region(
          kind, Optional.empty(), bounds, area(), mean, Plane.unit(peak), plane.share(sum), 1);
    }
  }
}
