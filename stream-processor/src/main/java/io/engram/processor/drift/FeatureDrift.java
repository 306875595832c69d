package io.engram.processor.drift;

import io.engram.schemas.DriftFeature;

/**
 * What a window says of one feature.
 *
 * @param index stability index against the reference
 * @param limit above which the feature drifts
 * @param mean in the window
 * @param referenceMean in the reference, to within half of its bins' width
 * @param drifted whether the feature drifted in the window before
 */
record FeatureDrift(
    DriftFeature feature,
    double index,
    double limit,
    double mean,
    double referenceMean,
    boolean drifted) {

  boolean isDrifting() {
    return index > limit;
  }

  /** Whether a drift began or ended with this window. */
  boolean isNews() {
    return isDrifting() != drifted;
  }
}
