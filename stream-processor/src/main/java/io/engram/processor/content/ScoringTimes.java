package io.engram.processor.content;

import java.time.Duration;

/**
 * Where the time of content went when it was scored.
 *
 * @param decode decoding and resizing
 * @param queued from decoded until its batch began
 * @param inference the whole batch on the engine
 * @param batchSize images in the batch
 */
public record ScoringTimes(Duration decode, Duration queued, Duration inference, int batchSize) {
  /** Of what was not scored, because equal content had been. */
  public static final ScoringTimes NONE =
      new ScoringTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
}
