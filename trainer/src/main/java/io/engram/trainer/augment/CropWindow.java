package io.engram.trainer.augment;

import java.util.random.RandomGenerator;

/**
 * The part of an image that is kept, in fractions of its sides, and whether it is mirrored.
 *
 * @param left distance from the left edge
 * @param top distance from the upper edge
 */
record CropWindow(double left, double top, double width, double height, boolean mirrored) {

  static final CropWindow WHOLE = new CropWindow(0, 0, 1, 1, false);

  static CropWindow draw(Augmentation rule, RandomGenerator random) {
    double scale = random.nextDouble(rule.smallestCrop(), Math.nextUp(1.0));
    double stretch = Math.exp(rule.logAspect() / 2 * (2 * random.nextDouble() - 1));
    double width = Math.min(1, scale * stretch);
    double height = Math.min(1, scale / stretch);
    double left = (1 - width) * random.nextDouble();
    double top = (1 - height) * random.nextDouble();
    return new CropWindow(left, top, width, height, random.nextDouble() < rule.mirrored());
  }
}
