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

  /** Whether it drifts in any feature. */
  boolean isDrifting() {
    return features.stream().anyMatch(FeatureDrift::isDrifting);
  }
}
