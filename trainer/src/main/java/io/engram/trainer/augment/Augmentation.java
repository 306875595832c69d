package io.engram.trainer.augment;

/**
 * How far an image is changed before the network sees it.
 *
 * @param mirrored probability of a mirror image
 * @param smallestCrop the kept part of each side is uniform between this and 1
 * @param logAspect the logarithm of the kept part's aspect ratio varies by up to this, either way
 * @param colour brightness, contrast and saturation vary by up to this share, either way
 * @param gain each colour channel varies by up to this share, either way
 * @param grey probability of losing all colour
 */
public record Augmentation(
    double mirrored,
    double smallestCrop,
    double logAspect,
    double colour,
    double gain,
    double grey) {

  public Augmentation {
    requireShare("mirrored", mirrored);
    requireShare("smallestCrop", smallestCrop);
    requireShare("colour", colour);
    requireShare("gain", gain);
    requireShare("grey", grey);
    if (smallestCrop == 0 || logAspect < 0) {
      throw new IllegalArgumentException("smallestCrop must be > 0 and logAspect >= 0");
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0,1], was " + value);
    }
  }
}
