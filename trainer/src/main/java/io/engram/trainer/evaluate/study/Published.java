package io.engram.trainer.evaluate.study;

import io.engram.trainer.evaluate.figures.Figure;
import java.util.List;
import java.util.Map;

/**
 * What others have reached, to read a model's figures by. On other images, or other splits of the
 * same: for orientation, not for a ranking.
 *
 * @param who reached it
 * @param figures of those that Engram computes the same way
 * @param otherwise a figure whose definition is not known well enough for that, or empty
 * @param source where it is from, and how it was converted
 */
public record Published(String who, Map<Figure, Double> figures, String otherwise, String source) {

  private static final List<Published> ALL =
      List.of(
          new Published(
              "People: two halves of the observers",
              Map.of(
                  Figure.CORRELATION_TRUE, 0.67,
                  Figure.CORRELATION_FALSE, 0.44,
                  Figure.CORRELATION_SUM, 0.70),
              "",
              "Agreement of the maps of two halves of the observers, VISCHEMA PLUS: about as far as"
                  + " one map can predict another."),
          new Published(
              "GAN of the dissertation (2023)",
              Map.of(Figure.L1_SIGNED, 0.127),
              "",
              "\"Predicting Memorable Regions Of Images Using Deep Learning and Adversarial"
                  + " Networks\", best validation loss \"~1.02\" on VISCHEMA PLUS: that is mean L1 on"
                  + " [-1,1] over three channels times its batch of 8."),
          new Published(
              "Best published on VISCHEMA",
              Map.of(),
              "correlation 0.588",
              "Older data set of 800 images; the channel is not stated."));

  public Published {
    figures = Map.copyOf(figures);
  }

  /** All that are known, people first. */
  public static List<Published> all() {
    return ALL;
  }
}
