package io.engram.processor.drift;

import io.engram.model.bundle.Histogram;
import io.engram.schemas.DriftFeature;
import java.util.Arrays;

/** One feature of the images of a window, beside its reference. Not thread-safe. */
final class WatchedFeature {
  private final DriftFeature feature;
  private final BinGroups groups;
  private final StabilityIndex index;
  private final double threshold;
  private final double referenceMean;
  private final long[] counts;
  private double sum;
  private boolean drifting;

  /**
   * @param reference of at least one value
   */
  WatchedFeature(DriftFeature feature, Histogram reference, double threshold) {
    this.feature = feature;
    this.groups = BinGroups.of(reference);
    this.index = new StabilityIndex(groups.counts());
    this.threshold = threshold;
    this.referenceMean = mean(reference);
    this.counts = new long[groups.counts().length];
  }

  private static double mean(Histogram reference) {
    double sum = 0;
    for (int bin = 0; bin < reference.counts().size(); bin++) {
      double middle = (reference.edges().get(bin) + reference.edges().get(bin + 1)) / 2;
      sum += middle * reference.counts().get(bin);
    }
    return sum / reference.total();
  }

  void add(WatchedImage image) {
    double value = image.value(feature);
    counts[groups.of(value)]++;
    sum += value;
  }

  /** Compares what was added since the last time, and begins anew. */
  FeatureDrift endWindow() {
    long images = Arrays.stream(counts).sum();
    FeatureDrift ended =
        new FeatureDrift(
            feature,
            index.of(counts),
            index.limit(threshold, images),
            sum / images,
            referenceMean,
            drifting);
    drifting = ended.isDrifting();
    Arrays.fill(counts, 0);
    sum = 0;
    return ended;
  }
}
