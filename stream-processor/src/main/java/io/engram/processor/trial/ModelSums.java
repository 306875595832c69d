package io.engram.processor.trial;

import java.time.Duration;

/**
 * What a model did during a trial.
 *
 * @param images that it scored
 * @param scores sum of their scores
 * @param squares sum of the squares of their scores
 * @param inferenceMicros sum of their shares of the time of their batches, in microseconds
 */
public record ModelSums(long images, double scores, double squares, long inferenceMicros) {
  static final ModelSums NONE = new ModelSums(0, 0, 0, 0);

  ModelSums plus(double score, Duration inference) {
    return new ModelSums(
        images + 1,
        scores + score,
        squares + score * score,
        inferenceMicros + inference.toNanos() / 1_000);
  }
}
