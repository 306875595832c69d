package io.engram.trainer.strategy;

import ai.djl.ndarray.NDArray;

/**
 * A batch as arrays.
 *
 * @param photographs {@code [N,3,S,S]} in [0,1]
 * @param paintings {@code [N,C,s,s]} in [0,1]: people's maps, as the generator is to paint them
 */
public record Example(NDArray photographs, NDArray paintings) {

  /** Height and width s of the paintings. */
  int side() {
    return Math.toIntExact(paintings.getShape().get(2));
  }
}
