package io.engram.trainer.dataset;

import java.util.List;

/** Gives decoded pairs: {@link PairReader} by decoding them, a cache by having kept them. */
public interface PairSource {

  /**
   * Gives the named pairs, in the order of {@code names}. Blocks until all can be had.
   *
   * @param photographSide height and width to which photographs are resized, in pixels
   * @param mapSide height and width to which maps are resized, in pixels
   * @return a list that can be read by many threads and whose elements may be made anew each time
   * @throws InvalidDatasetException if an image cannot be decoded, or a map does not fit its
   *     photograph
   */
  List<Pair> read(List<String> names, int photographSide, int mapSide)
      throws InvalidDatasetException, InterruptedException;
}
