package io.engram.processor.drift;

import java.time.Instant;
import java.util.List;

/**
 * What a window of images says.
 *
 * @param began when its first image was scored
 * @param ended when its last one was
 */
record DriftWindow(long images, Instant began, Instant ended, List<FeatureDrift> features) {
  DriftWindow {
    features = List.copyOf(features);
  }

  /** Whether it drifts where the one before it did in no feature. */
  boolean beginsADrift() {
    return features.stream().noneMatch(FeatureDrift::drifted)
        && features.stream().anyMatch(FeatureDrift::isDrifting);
  }
}
