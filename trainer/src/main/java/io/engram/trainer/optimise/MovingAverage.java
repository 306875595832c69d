package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;

/**
 * An exponential moving average of the weights (and of the batch norms' statistics), which scores
 * better than the weights of any one step (Polyak and Juditsky, 1992). Its decay grows from
 * nothing, so that the first weights are soon forgotten.
 */
public final class MovingAverage {

  private static final double WARMUP = 10;

  private final NDArray average;
  private final double decay;

  /**
   * Keeps the average in {@code average}.
   *
   * @param decay share of the average that a step keeps, once warmed up
   */
  public MovingAverage(NDArray average, double decay) {
    this.average = average;
    this.decay = decay;
  }

  /** Takes in the weights after step number {@code step}, from 1. */
  public void add(NDArray weights, long step) {
    double kept = Math.min(decay, step / (step + WARMUP));
    try (var change = weights.sub(average)) {
      average.addi(change.muli(1 - kept));
    }
  }
}
