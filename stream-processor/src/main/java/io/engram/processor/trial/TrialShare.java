package io.engram.processor.trial;

/**
 * Which images a model on trial scores: always the same, on every processor, whatever their order.
 *
 * @param share of all images, above 0 and at most 1
 */
public record TrialShare(double share) {
  private static final int DIGITS = 13;
  private static final double RANGE = 0x1p52;

  public TrialShare {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("the share must be in (0,1], was " + share);
    }
  }

  /**
   * Whether an image is among them.
   *
   * @param sha256 of its bytes, hexadecimal
   */
  public boolean holds(String sha256) {
    return Long.parseLong(sha256.substring(0, DIGITS), 16) / RANGE < share;
  }
}
