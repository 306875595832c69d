package io.engram.trainer.evaluate.figures;

import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A predictor, measured on a set of images.
 *
 * @param predictor its name, for people
 * @param images one row for each image, in the set's order
 */
public record Measured(String predictor, List<ImageFigures> images) {

  public Measured {
    images = List.copyOf(images);
  }

  /** A figure of each image, NaN where it is not defined. */
  public double[] values(Figure figure) {
    return images.stream().mapToDouble(image -> image.get(figure)).toArray();
  }

  /** A figure's mean over the images. */
  public Estimate mean(Figure figure, Bootstrap bootstrap) {
    return bootstrap.mean(values(figure));
  }

  /**
   * By how much this predictor is better than another on the same images: above zero is better,
   * whether the figure itself should be high or low.
   *
   * @throws IllegalArgumentException unless both were measured on the same images
   */
  public Estimate gainOver(Measured other, Figure figure, Bootstrap bootstrap) {
    if (!names().equals(other.names())) {
      throw new IllegalArgumentException(
          "%s and %s were not measured on the same images".formatted(predictor, other.predictor));
    }
    var mine = values(figure);
    var theirs = other.values(figure);
    var gains = new double[mine.length];
    Arrays.setAll(gains, i -> figure.gain(mine[i], theirs[i]));
    return bootstrap.mean(gains);
  }

  /** The rows of those images whose name fits. */
  public Measured only(Predicate<String> name) {
    return new Measured(
        predictor, images.stream().filter(image -> name.test(image.name())).toList());
  }

  private List<String> names() {
    return images.stream().map(ImageFigures::name).toList();
  }
}
