package io.engram.trainer.dataset;

import io.engram.model.bundle.Sha256;
import java.util.List;

/**
 * Splits names by a hash of each: on any machine in the same way, and an image that is added or
 * taken away moves no other to the other part.
 *
 * @param training names to train on
 * @param validation names to measure on
 */
public record HashSplit(List<String> training, List<String> validation) {

  private static final double RANGE = 0x1p53;

  /**
   * Splits so that neither part is empty, unless there are fewer than two names.
   *
   * @param share of names to measure on, about
   */
  public static HashSplit of(List<String> names, double share) {
    if (names.size() < 2) {
      return new HashSplit(names, List.of());
    }
    var places = names.stream().mapToDouble(HashSplit::place).sorted().toArray();
    double bound = Math.max(Math.nextUp(places[0]), Math.min(share, places[places.length - 1]));
    return new HashSplit(
        names.stream().filter(name -> place(name) >= bound).toList(),
        names.stream().filter(name -> place(name) < bound).toList());
  }

  /** Where in [0,1) a name falls. */
  private static double place(String name) {
    var digest = Sha256.of(name);
    return (Long.parseUnsignedLong(digest.substring(0, 16), 16) >>> 11) / RANGE;
  }
}
