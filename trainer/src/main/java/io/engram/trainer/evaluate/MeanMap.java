package io.engram.trainer.evaluate;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.SchemaChannel;
import java.util.Collections;
import java.util.List;

/** The same answer for every photograph: the mean of the maps it was made from. */
public final class MeanMap implements HeatmapPredictor {

  private final float[] mean;

  /** Averages the maps of {@code pairs}, which are all of one size. */
  public MeanMap(List<Pair> pairs) {
    var first = pairs.get(0).map();
    int pixels = first.width() * first.height();
    var sums = new double[2 * pixels];
    for (var pair : pairs) {
      addTo(sums, 0, SchemaChannel.TRUE_SCHEMA.of(pair.map()));
      addTo(sums, pixels, SchemaChannel.FALSE_SCHEMA.of(pair.map()));
    }
    mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / pairs.size());
    }
  }

  private static void addTo(double[] sums, int offset, float[] plane) {
    for (int i = 0; i < plane.length; i++) {
      sums[offset + i] += plane[i];
    }
  }

  /** The mean of each channel over all pixels, true schema first. */
  public float[] channelMeans() {
    var means = new float[2];
    int pixels = mean.length / 2;
    for (int channel = 0; channel < 2; channel++) {
      double sum = 0;
      for (int i = 0; i < pixels; i++) {
        sum += mean[channel * pixels + i];
      }
      means[channel] = (float) (sum / pixels);
    }
    return means;
  }

  /** The map itself, {@code [2,S,S]}, not to be changed. */
  float[] map() {
    return mean;
  }

  @Override
  public List<float[]> predict(List<RgbImage> photographs) {
    return Collections.nCopies(photographs.size(), mean);
  }
}
