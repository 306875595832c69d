package io.engram.processor.content;

import java.time.Duration;

/**
 * Where the time of content went when it was scored.
 *
 * @param begunAt when decoding began, on the clock of {@link System#nanoTime}
 * @param decode decoding and resizing
 * @param queued from decoded until its batch began
 * @param inference the whole batch on the engine
 * @param batchSize images in the batch
 */
public record ScoringTimes(
    long begunAt, Duration decode, Duration queued, Duration inference, int batchSize) {
  /** Of what was not scored, because equal content had been. */
  public static final ScoringTimes NONE =
      new ScoringTimes(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

  /** When the image was decoded, and began to wait. */
  public long decodedAt() {
    return begunAt + decode.toNanos();
  }

  /** When its batch began. */
  public long batchedAt() {
    return decodedAt() + queued.toNanos();
  }
}
