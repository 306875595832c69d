package io.engram.trainer.augment;

import java.util.random.RandomGenerator;

/**
 * Other light on the same scene. Brightness, contrast about the image's mean grey, saturation and
 * channel gains are all affine in a pixel's colour, so together they are one: {@code gain_c *
 * (contrast * brightness * (saturation * x_c + (1 - saturation) * grey) + (1 - contrast) * mean)}.
 */
record ColourJitter(double brightness, double contrast, double saturation, double[] gains) {

  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  static ColourJitter draw(Augmentation rule, RandomGenerator random) {
    double brightness = around(1, rule.colour(), random);
    double contrast = around(1, rule.colour(), random);
    double saturation = around(1, rule.colour(), random);
    var gains = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = around(1, rule.gain(), random);
    }
    boolean grey = random.nextDouble() < rule.grey();
    return new ColourJitter(brightness, contrast, grey ? 0 : saturation, gains);
  }

  private static double around(double middle, double reach, RandomGenerator random) {
    return middle + reach * (2 * random.nextDouble() - 1);
  }

  /**
   * Changes three planes in place and brings their values from [0,255] to [0,1].
   *
   * @param offset where the red plane starts; green and blue follow
   * @param size pixels in a plane
   */
  void apply(float[] planes, int offset, int size) {
    int green = offset + size;
    int blue = green + size;
    double mean = 0;
    for (int i = 0; i < size; i++) {
      mean += RED * planes[offset + i] + GREEN * planes[green + i] + BLUE * planes[blue + i];
    }
    mean *= brightness / size;
    float own = (float) (contrast * brightness * saturation / 255);
    float greyShare = (float) (contrast * brightness * (1 - saturation) / 255);
    float base = (float) ((1 - contrast) * mean / 255);
    for (int i = 0; i < size; i++) {
      float r = planes[offset + i];
      float g = planes[green + i];
      float b = planes[blue + i];
      float shared = greyShare * ((float) RED * r + (float) GREEN * g + (float) BLUE * b) + base;
      planes[offset + i] = clamp((float) gains[0] * (own * r + shared));
      planes[green + i] = clamp((float) gains[1] * (own * g + shared));
      planes[blue + i] = clamp((float) gains[2] * (own * b + shared));
    }
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
