package io.engram.trainer.retrain;

import io.engram.schemas.ReleaseDecision;
import java.time.Duration;

/**
 * What the retrain service counts. Implementations are thread-safe and return at once.
 *
 * <p>Alert at any {@link #refused}, which somebody must look into, and where {@link
 * #updatesWaiting} stays above zero for longer than a training takes.
 */
public interface RetrainMetrics {
  /** Counts nothing. */
  RetrainMetrics NONE = new RetrainMetrics() {};

  /** So many updates were read and wait for their training; told again and again. */
  default void updatesWaiting(int updates) {}

  /** A training begins, or goes on after a stop. */
  default void trainingStarted() {}

  /**
   * A training is so far.
   *
   * @param epoch that has ended, from 1
   * @param correlation of both channels' sum on the images held out; NaN where every map is blank
   */
  default void epochEnded(int epoch, int epochs, double correlation) {}

  /**
   * A training was decided on.
   *
   * @param gain of the challenger over the champion; NaN where there is none
   * @param took from the beginning of its training, or its going on after a stop, to the decision
   */
  default void decided(ReleaseDecision decision, double gain, Duration took) {}

  /** An update led to no model: its data cannot be trained on, or the training failed. */
  default void refused() {}
}
