package io.engram.trainer.augment;

/**
 * What one training step sees, in [0,1].
 *
 * @param photographs {@code [size, 3, photographSide, photographSide]}, row by row
 * @param maps {@code [size, 2, mapSide, mapSide]}, true schema first, row by row
 */
public record Batch(int size, int photographSide, float[] photographs, int mapSide, float[] maps) {}
