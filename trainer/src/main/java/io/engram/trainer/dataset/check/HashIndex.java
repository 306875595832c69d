package io.engram.trainer.dataset.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the nearest of many hashes without comparing with each. Hashes that differ in at most
 * {@code d} bits agree in at least one of {@code d + 1} bands of bits, so only those that share a
 * band are compared. 60,000 hashes take a few megabytes, and a search some thousand comparisons.
 */
final class HashIndex {

  /**
   * A hash that was found.
   *
   * @param index its place in the list
   * @param distance number of different bits
   */
  record Match(int index, int distance) {}

  private final long[] hashes;
  private final int reach;
  private final List<Map<Long, List<Integer>>> bands = new ArrayList<>();

  /**
   * @param reach largest number of different bits that is found, 0..63
   */
  HashIndex(long[] hashes, int reach) {
    this.hashes = hashes.clone();
    this.reach = reach;
    for (int band = 0; band <= reach; band++) {
      var byValue = new HashMap<Long, List<Integer>>();
      for (int i = 0; i < hashes.length; i++) {
        byValue.computeIfAbsent(value(hashes[i], band), value -> new ArrayList<>()).add(i);
      }
      bands.add(byValue);
    }
  }

  /** The nearest hash within reach; among equally near ones, the first. */
  Optional<Match> nearest(long hash) {
    int best = -1;
    int distance = reach + 1;
    for (int band = 0; band <= reach; band++) {
      for (int candidate : bands.get(band).getOrDefault(value(hash, band), List.of())) {
        int bits = PerceptualHash.distance(hash, hashes[candidate]);
        if (bits < distance || bits == distance && bits <= reach && candidate < best) {
          best = candidate;
          distance = bits;
        }
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(new Match(best, distance));
  }

  /** The bits of a band; all bands together have all 64, in widths that differ by at most one. */
  private long value(long hash, int band) {
    int from = band * Long.SIZE / (reach + 1);
    int to = (band + 1) * Long.SIZE / (reach + 1);
    int width = to - from;
    return width == Long.SIZE ? hash : hash >>> from & (1L << width) - 1;
  }
}
