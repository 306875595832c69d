package io.engram.trainer.evaluate;

import io.engram.imaging.RgbImage;
import java.util.List;

/**
 * The same answer for every photograph: in each channel {@code a exp(-r^2 / (2 sigma^2))}, r being
 * the distance from the centre. What people remember lies near the centre so often that this
 * simplest of maps is hard to beat ("centre bias", Tatler 2007).
 */
public final class CentreGaussian implements HeatmapPredictor {

  /** Between these parts of the side, sigma is looked for in steps of a thousandth. */
  private static final int NARROWEST = 20;

  private static final int WIDEST = 1000;
  private static final double STEP = 0.001;

  /**
   * One channel.
   *
   * @param amplitude value at the centre, in [0,1]
   * @param sigma as a part of the map's side
   */
  public record Bell(double amplitude, double sigma) {}

  private final Bell trueSchema;
  private final Bell falseSchema;
  private final ConstantMap map;

  /**
   * Fits amplitude and sigma to a mean map, by least squares: to the mean map is to all maps that
   * it is the mean of.
   */
  public CentreGaussian(MeanMap meanMap) {
    var mean = meanMap.map();
    int pixels = mean.length / 2;
    int side = (int) Math.round(Math.sqrt(pixels));
    trueSchema = fit(mean, 0, side);
    falseSchema = fit(mean, pixels, side);
    var heatmap = new float[mean.length];
    draw(trueSchema, heatmap, 0, side);
    draw(falseSchema, heatmap, pixels, side);
    map = ConstantMap.of(heatmap);
  }

  /** What was fitted to the true schema. */
  public Bell trueSchema() {
    return trueSchema;
  }

  /** What was fitted to the false schema. */
  public Bell falseSchema() {
    return falseSchema;
  }

  @Override
  public List<float[]> predict(List<RgbImage> photographs) {
    return map.predict(photographs);
  }

  /**
   * For a given sigma the best amplitude is {@code <g,m> / <g,g>}, and then the error falls with
   * {@code <g,m>^2 / <g,g>}.
   */
  private static Bell fit(float[] mean, int from, int side) {
    var best = new Bell(0, NARROWEST * STEP);
    double most = 0;
    for (int step = NARROWEST; step <= WIDEST; step++) {
      var along = profile(step * STEP, side);
      double product = 0;
      for (int y = 0; y < side; y++) {
        double row = 0;
        for (int x = 0; x < side; x++) {
          row += along[x] * mean[from + y * side + x];
        }
        product += along[y] * row;
      }
      double square = 0;
      for (double value : along) {
        square += value * value;
      }
      double explained = product * product / (square * square);
      if (explained > most) {
        most = explained;
        best = new Bell(product / (square * square), step * STEP);
      }
    }
    return best;
  }

  private static void draw(Bell bell, float[] heatmap, int from, int side) {
    var along = profile(bell.sigma(), side);
    for (int i = 0; i < side * side; i++) {
      double value = bell.amplitude() * along[i / side] * along[i % side];
      heatmap[from + i] = (float) Math.min(1, value);
    }
  }

  /** The bell is the product of this along x and y. */
  private static double[] profile(double sigma, int side) {
    var along = new double[side];
    for (int i = 0; i < side; i++) {
      double distance = ((i + 0.5) / side - 0.5) / sigma;
      along[i] = Math.exp(-distance * distance / 2);
    }
    return along;
  }
}
