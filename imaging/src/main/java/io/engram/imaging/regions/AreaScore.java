package io.engram.imaging.regions;

import java.util.Optional;

/**
 * Measures a named area on a plane. A cell that an edge cuts counts by the fraction of it that lies
 * inside; the peak is that of any cell that the area touches.
 */
final class AreaScore {
  private AreaScore() {}

  static Region of(Plane plane, NamedArea area) {
    Bounds bounds = area.bounds();
    double[] columns = coverage(bounds.left(), bounds.right(), plane.width());
    double[] rows = coverage(bounds.top(), bounds.bottom(), plane.height());
    double covered = 0;
    double sum = 0;
    int peak = 0;
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        double part = rows[y] * columns[x];
        if (part > 0) {
          int value = plane.value(y * plane.width() + x);
          covered += part;
          sum += part * value;
          peak = Math.max(peak, value);
        }
      }
    }
    return new Region(
        RegionKind.OF_INTEREST,
        Optional.of(area.name()),
        bounds,
        Math.min(1, bounds.area()),
        // Rounding may leave nothing of a sliver at the edge.
        covered == 0 ? 0 : Plane.unit(sum / covered),
        Plane.unit(peak),
        plane.share(sum),
        1);
  }

  /** For each of {@code cells} equal cells of [0, 1] the fraction of it within [from, to]. */
  private static double[] coverage(double from, double to, int cells) {
    double[] coverage = new double[cells];
    for (int i = 0; i < cells; i++) {
      double inside = Math.min(to * cells, i + 1.0) - Math.max(from * cells, i);
      coverage[i] = Math.max(0, inside);
    }
    return coverage;
  }
}
