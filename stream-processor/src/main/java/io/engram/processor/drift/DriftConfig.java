package io.engram.processor.drift;

import io.engram.schemas.DriftFeature;
import java.util.Optional;
import java.util.Set;

/**
 * When what is scored has drifted.
 *
 * @param window images that are compared with the reference together; 0: none are
 * @param threshold stability index above which a window drifts, if chance cannot explain it
 * @param features what of the images is compared
 * @param dataset the data set whose newest version is published again when a drift begins
 */
public record DriftConfig(
    int window, double threshold, Set<DriftFeature> features, Optional<String> dataset) {
  /** With fewer images the index says too little, and its distribution is another. */
  public static final int SMALLEST_WINDOW = 100;

  public static final int LARGEST_WINDOW = 1_000_000;

  public DriftConfig {
    features = Set.copyOf(features);
    if (window != 0 && (window < SMALLEST_WINDOW || window > LARGEST_WINDOW)) {
      throw new IllegalArgumentException(
          "drift.window must be 0 or from %,d to %,d, was %,d"
              .formatted(SMALLEST_WINDOW, LARGEST_WINDOW, window));
    }
    if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("drift.threshold must be above 0, was " + threshold);
    }
    if (features.contains(DriftFeature.UNKNOWN)) {
      throw new IllegalArgumentException("drift.features must be known");
    }
  }

  /** Whether anything is compared. */
  public boolean isOn() {
    return window > 0 && !features.isEmpty();
  }
}
