package io.engram.trainer.evaluate;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.SchemaChannel;
import java.util.Arrays;
import java.util.List;

/**
 * The same answer for every photograph: in each pixel the median of the maps it was made from, the
 * constant map with the smallest L1.
 */
public final class MedianMap implements HeatmapPredictor {

  /** Maps are read again and again, a band of pixels at a time, so as not to hold them all. */
  private static final int MOST_VALUES = 32 << 20;

  private final ConstantMap median;

  /** Takes the median of the maps of {@code pairs}, which are all of one size. */
  public MedianMap(List<Pair> pairs) {
    this(pairs, MOST_VALUES);
  }

  MedianMap(List<Pair> pairs, int mostValues) {
    int pixels = pairs.get(0).map().rgb().length / 3;
    int band = Math.max(1, mostValues / (3 * pairs.size()));
    var heatmap = new float[2 * pixels];
    var values = new int[pairs.size()];
    for (int from = 0; from < pixels; from += band) {
      int to = Math.min(from + band, pixels);
      var maps = band(pairs, 3 * from, 3 * to);
      for (int pixel = from; pixel < to; pixel++) {
        int at = 3 * (pixel - from);
        heatmap[pixel] = median(maps, at + SchemaChannel.TRUE_SCHEMA.rgbIndex(), values);
        heatmap[pixels + pixel] = median(maps, at + SchemaChannel.FALSE_SCHEMA.rgbIndex(), values);
      }
    }
    median = ConstantMap.of(heatmap);
  }

  private static byte[][] band(List<Pair> pairs, int from, int to) {
    return pairs.stream()
        .map(pair -> Arrays.copyOfRange(pair.map().rgb(), from, to))
        .toArray(byte[][]::new);
  }

  private static float median(byte[][] maps, int at, int[] values) {
    for (int i = 0; i < maps.length; i++) {
      values[i] = Byte.toUnsignedInt(maps[i][at]);
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    int low = values.length % 2 == 1 ? values[middle] : values[middle - 1];
    return (low + values[middle]) / (2 * 255f);
  }

  @Override
  public List<float[]> predict(List<RgbImage> photographs) {
    return median.predict(photographs);
  }
}
