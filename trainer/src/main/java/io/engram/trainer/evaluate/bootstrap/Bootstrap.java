package io.engram.trainer.evaluate.bootstrap;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife", 1979): the
 * figure is computed again on samples of as many images, drawn with replacement; its 95% interval
 * is what lies between the 2.5th and the 97.5th percentile. It says how far the figure depends on
 * which images were measured, not on which people made the maps or which seed trained the model.
 *
 * <p>A value that is NaN is an image for which the figure is not defined: it is left out and
 * counted.
 *
 * @param resamples how many samples, at least 1
 * @param seed of the draws; the same images are drawn for every figure over as many
 */
public record Bootstrap(int resamples, long seed) {

  private static final double TAIL = 0.025;

  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("bootstrap resamples must be >= 1, was " + resamples);
    }
  }

  /** 2000 samples, which leave the interval's ends uncertain by about a fortieth of its width. */
  public static Bootstrap defaults() {
    return new Bootstrap(2000, 1);
  }

  /** The mean of {@code values}, one for each image. */
  public Estimate mean(double... values) {
    double[] defined = DoubleStream.of(values).filter(value -> !Double.isNaN(value)).toArray();
    var estimate = of(defined.length, sample -> mean(defined, sample));
    return new Estimate(
        estimate.value(),
        estimate.low(),
        estimate.high(),
        defined.length,
        values.length - defined.length);
  }

  /**
   * The mean difference {@code a - b} of two predictors on the same images, one by one: far more
   * certain than the difference of two means, because hard images are hard for both.
   *
   * @throws IllegalArgumentException unless both have the same number of images
   */
  public Estimate difference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "paired figures must be of the same images: %d and %d".formatted(a.length, b.length));
    }
    var differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return mean(differences);
  }

  /** The difference {@code mean(a) - mean(b)} between two sets of different images. */
  public Estimate gap(double[] a, double[] b) {
    double[] first = DoubleStream.of(a).filter(value -> !Double.isNaN(value)).toArray();
    double[] second = DoubleStream.of(b).filter(value -> !Double.isNaN(value)).toArray();
    double value = mean(first, every(first.length)) - mean(second, every(second.length));
    int images = first.length + second.length;
    int excluded = a.length + b.length - images;
    if (first.length < 2 || second.length < 2) {
      return new Estimate(value, Double.NaN, Double.NaN, images, excluded);
    }
    var random = new SplittableRandom(seed);
    var drawn = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      drawn[i] =
          mean(first, draw(random, first.length)) - mean(second, draw(random, second.length));
    }
    return interval(value, drawn, images, excluded);
  }

  /**
   * Any figure over images.
   *
   * @param images how many
   * @param figure computes it for a sample, given as indices of images, which may repeat
   */
  public Estimate of(int images, ToDoubleFunction<int[]> figure) {
    if (images == 0) {
      return new Estimate(Double.NaN, Double.NaN, Double.NaN, 0, 0);
    }
    double value = figure.applyAsDouble(every(images));
    if (images < 2) {
      return new Estimate(value, Double.NaN, Double.NaN, images, 0);
    }
    var random = new SplittableRandom(seed);
    var drawn = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      drawn[i] = figure.applyAsDouble(draw(random, images));
    }
    return interval(value, drawn, images, 0);
  }

  private static Estimate interval(double value, double[] drawn, int images, int excluded) {
    Arrays.sort(drawn);
    return new Estimate(value, quantile(drawn, TAIL), quantile(drawn, 1 - TAIL), images, excluded);
  }

  /** The quantile at {@code part} in [0,1], linear between the two values beside it. */
  static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static double mean(double[] values, int[] sample) {
    double sum = 0;
    for (int index : sample) {
      sum += values[index];
    }
    return sum / sample.length;
  }

  private static int[] every(int count) {
    var sample = new int[count];
    Arrays.setAll(sample, i -> i);
    return sample;
  }

  private static int[] draw(SplittableRandom random, int count) {
    var sample = new int[count];
    Arrays.setAll(sample, i -> random.nextInt(count));
    return sample;
  }
}
