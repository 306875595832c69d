package io.engram.trainer.evaluate.bootstrap;

/**
 * A figure over images with its 95% interval.
 *
 * @param value over all images, or NaN where no image has it
 * @param low lower end of the interval, or NaN where fewer than two images have the figure
 * @param high upper end of the interval, or NaN likewise
 * @param images how many images it is over
 * @param excluded how many more images there are for which the figure is not defined
 */
public record Estimate(double value, double low, double high, int images, int excluded) {

  /** Whether there is an interval and all of it is above zero. */
  public boolean isAboveZero() {
    return low > 0;
  }

  /** Whether there is an interval and all of it is below zero. */
  public boolean isBelowZero() {
    return high < 0;
  }
}
