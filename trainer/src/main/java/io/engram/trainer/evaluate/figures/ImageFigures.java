package io.engram.trainer.evaluate.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured of one image.
 *
 * @param name of its file
 * @param score of the image as predicted: the mean of the true schema, see {@link
 *     io.engram.imaging.Heatmap#score}
 * @param peoplesScore the same of the map that people made
 * @param figures of all kinds, NaN where one is not defined for this image
 */
public record ImageFigures(
    String name, double score, double peoplesScore, Map<Figure, Double> figures) {

  public ImageFigures {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /** One figure, NaN where it is not defined for this image. */
  public double get(Figure figure) {
    return figures.get(figure);
  }
}
