package io.engram.cli.evaluate;

import io.engram.cli.report.Preview;
import io.engram.trainer.evaluate.figures.ImageFigures;

/**
 * One image to look at.
 *
 * @param kind best, median or worst
 * @param figures of it
 * @param photograph a preview of it
 * @param people a preview of it under people's map
 * @param predicted a preview of it under the predicted map
 */
record Example(
    String kind, ImageFigures figures, Preview photograph, Drawn people, Drawn predicted) {

  /**
   * A map on its photograph.
   *
   * @param preview of both
   * @param scale value that has the last colour
   */
  record Drawn(Preview preview, double scale) {}
}
