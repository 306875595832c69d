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

  private final ConstantMap median;

  /** Takes the median of the maps of {@code pairs}, which are all of one size. */
  public MedianMap(List<Pair> pairs) {
    var maps = pairs.stream().map(pair -> pair.map().rgb()).toArray(byte[][]::new);
    int pixels = maps[0].length / 3;
    var heatmap = new float[2 * pixels];
    var values = new int[maps.length];
    for (int pixel = 0; pixel < pixels; pixel++) {
      heatmap[pixel] = median(maps, 3 * pixel + SchemaChannel.TRUE_SCHEMA.rgbIndex(), values);
      heatmap[pixels + pixel] =
          median(maps, 3 * pixel + SchemaChannel.FALSE_SCHEMA.rgbIndex(), values);
    }
    median = ConstantMap.of(heatmap);
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
