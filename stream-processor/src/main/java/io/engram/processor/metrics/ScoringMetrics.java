package io.engram.processor.metrics;

import io.engram.processor.lane.Lane;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.FailureReason;
import io.engram.schemas.SwapOutcome;
import java.time.Duration;

/**
 * What the processor counts. Implementations are thread-safe and return at once.
 *
 * <p>Alert when {@link #imageFailed} grows faster than a few percent of {@link #imageScored}, and
 * at any {@link FailureReason#ENGINE_ERROR}. A {@link #batchScored} size that stays at one while
 * there is lag says that images do not become ready fast enough to fill batches: look at the decode
 * time.
 */
public interface ScoringMetrics {
  /** Counts nothing. */
  ScoringMetrics NONE = new ScoringMetrics() {};

  /** Has others count the same. */
  default ScoringMetrics and(ScoringMetrics other) {
    return new BothMetrics(this, other);
  }

  /** The processor began, and can be asked from here on. */
  default void watch(InFlight processor) {}

  /** An image event was read from Kafka. */
  default void imageAdmitted() {}

  /**
   * An image was scored; {@code decode} is the time to fetch, decode and resize it.
   *
   * @param cached whether it took the score of equal bytes
   */
  default void imageScored(Duration decode, Duration wait, Duration regions, boolean cached) {}

  /**
   * An image was scored so long after it was submitted, by the clocks of both ends: an objective on
   * it is what people who wait for images care about.
   */
  default void imageWaitedFor(Lane lane, Duration latency) {}

  /** An image event could not be scored. */
  default void imageFailed(FailureReason reason) {}

  /** Images are scored by this model from now on. */
  default void modelServes(String model, String version) {}

  /**
   * A released model took over, was put on trial or taken off it, or none of these: alert then, for
   * the last model serves on.
   */
  default void modelSwapped(String model, String version, SwapOutcome outcome) {}

  /**
   * A window of images was compared with the model's reference: alert while it drifts.
   *
   * @param index population stability index
   */
  default void driftMeasured(
      String model, String version, DriftFeature feature, double index, boolean drifting) {}

  /** The engine scored a batch. */
  default void batchScored(int size, Duration inference) {}
}
