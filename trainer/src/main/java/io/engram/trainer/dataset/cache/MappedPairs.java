package io.engram.trainer.dataset.cache;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import java.nio.MappedByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Pairs whose pixels are copied out of mapped files each time that they are asked for. */
final class MappedPairs extends AbstractList<Pair> implements RandomAccess {

  private final List<String> names;
  private final int photographSide;
  private final int mapSide;
  private final int perMapping;
  private final List<MappedByteBuffer> mappings;

  /**
   * @param perMapping how many pairs each mapping but the last holds
   */
  MappedPairs(
      List<String> names,
      int photographSide,
      int mapSide,
      int perMapping,
      List<MappedByteBuffer> mappings) {
    this.names = names;
    this.photographSide = photographSide;
    this.mapSide = mapSide;
    this.perMapping = perMapping;
    this.mappings = List.copyOf(mappings);
  }

  @Override
  public Pair get(int index) {
    var name = names.get(Objects.checkIndex(index, names.size()));
    var photograph = new byte[3 * photographSide * photographSide];
    var map = new byte[3 * mapSide * mapSide];
    var mapping = mappings.get(index / perMapping);
    int start = index % perMapping * (photograph.length + map.length);
    mapping.get(start, photograph);
    mapping.get(start + photograph.length, map);
    return new Pair(
        name,
        new RgbImage(photographSide, photographSide, photograph),
        new RgbImage(mapSide, mapSide, map));
  }

  @Override
  public int size() {
    return names.size();
  }
}
