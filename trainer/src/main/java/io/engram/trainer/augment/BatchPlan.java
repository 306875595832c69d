package io.engram.trainer.augment;

/**
 * What a batch is made of.
 *
 * @param size images in a batch
 * @param photographSide height and width of a photograph, in pixels
 * @param mapSide height and width of a map, in points
 */
public record BatchPlan(int size, int photographSide, int mapSide, Augmentation augmentation) {

  public BatchPlan {
    if (size < 1 || photographSide < 1 || mapSide < 1) {
      throw new IllegalArgumentException("size, photographSide and mapSide must be >= 1");
    }
  }
}
