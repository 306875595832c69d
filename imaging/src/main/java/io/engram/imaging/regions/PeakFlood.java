package io.engram.imaging.regions;

import java.util.Arrays;

/**
 * A watershed from the peaks. Cells come in order of falling value; a cell without flooded
 * neighbours is a new peak, any other joins the basin of its highest neighbour. Where basins meet,
 * one whose peak rises less than the prominence above that saddle becomes part of the other. It is
 * the clustering of Chazal et al., "Persistence-Based Clustering in Riemannian Manifolds" (Journal
 * of the ACM 60, 2013), on the grid of eight neighbours.
 *
 * <p>Cells of equal value come in reading order, so the result depends on the values alone.
 */
final class PeakFlood {
  private static final int NONE = -1;

  private final Plane plane;
  private final int floor;
  private final double prominence;

  /** For each flooded cell its parent in a disjoint-set forest; roots are the peaks. */
  private final int[] parent;

  /**
   * @param floor cells below this value stay dry
   * @param prominence in the plane's units, 0..255
   */
  PeakFlood(Plane plane, int floor, double prominence) {
    this.plane = plane;
    this.floor = floor;
    this.prominence = prominence;
    this.parent = new int[plane.size()];
    Arrays.fill(parent, NONE);
  }

  /** For each cell the index of its region's peak cell, or -1 where it belongs to none. */
  int[] regions() {
    for (int cell : byFallingValue()) {
      flood(cell);
    }
    int[] regions = new int[parent.length];
    for (int cell = 0; cell < regions.length; cell++) {
      regions[cell] = parent[cell] == NONE ? NONE : root(cell);
    }
    return regions;
  }

  private void flood(int cell) {
    int[] neighbours = floodedNeighbours(cell);
    if (neighbours.length == 0) {
      parent[cell] = cell;
      return;
    }
    int highest = neighbours[0];
    for (int neighbour : neighbours) {
      highest = plane.value(neighbour) > plane.value(highest) ? neighbour : highest;
    }
    parent[cell] = root(highest);
    for (int neighbour : neighbours) {
      meet(root(cell), root(neighbour), plane.value(cell));
    }
  }

  /** The lower peak joins the higher where it hardly rises above the saddle between them. */
  private void meet(int one, int other, int saddle) {
    int lower = isHigher(one, other) ? other : one;
    int higher = lower == one ? other : one;
    if (lower != higher && plane.value(lower) - saddle < prominence) {
      parent[lower] = higher;
    }
  }

  private boolean isHigher(int one, int other) {
    int difference = plane.value(one) - plane.value(other);
    return difference > 0 || difference == 0 && one < other;
  }

  private int[] floodedNeighbours(int cell) {
    int[] found = new int[8];
    int count = 0;
    int x = cell % plane.width();
    int y = cell / plane.width();
    for (int row = Math.max(0, y - 1); row <= Math.min(plane.height() - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1);
          column <= Math.min(plane.width() - 1, x + 1);
          column++) {
        int neighbour = row * plane.width() + column;
        if (parent[neighbour] != NONE) {
          found[count++] = neighbour;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Follows parents to the peak, halving the path on the way. */
  private int root(int cell) {
    int at = cell;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** The cells at or above the floor, counted into order by value and position. */
  private int[] byFallingValue() {
    int[] start = new int[257];
    for (int cell = 0; cell < plane.size(); cell++) {
      start[plane.value(cell)]++;
    }
    int position = 0;
    for (int value = 255; value >= floor; value--) {
      int count = start[value];
      start[value] = position;
      position += count;
    }
    int[] order = new int[position];
    for (int cell = 0; cell < plane.size(); cell++) {
      if (plane.value(cell) >= floor) {
        order[start[plane.value(cell)]++] = cell;
      }
    }
    return order;
  }
}
