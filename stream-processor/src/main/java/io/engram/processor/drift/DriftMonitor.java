package io.engram.processor.drift;

import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest;
import io.engram.schemas.DriftFeature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compares what one model scores with the references of its manifest, window by window. */
final class DriftMonitor implements ImageWatch {
  private final int window;
  private final List<WatchedFeature> features;
  private final Consumer<DriftWindow> listener;
  private final Clock clock;
  private long images;
  private Instant began;

  private DriftMonitor(
      int window, List<WatchedFeature> features, Consumer<DriftWindow> listener, Clock clock) {
    this.window = window;
    this.features = features;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * A watch of the features that a model has a reference for, which may be none.
   *
   * @param listener is told of each window, in order, by who scored its last image; must not block
   */
  static ImageWatch of(
      Manifest model, DriftConfig config, Consumer<DriftWindow> listener, Clock clock) {
    List<WatchedFeature> features = new ArrayList<>();
    for (DriftFeature feature : DriftFeature.values()) {
      Histogram reference = reference(model, feature);
      if (config.features().contains(feature) && reference != null && reference.total() > 0) {
        features.add(new WatchedFeature(feature, reference, config.threshold()));
      }
    }
    return config.isOn() && !features.isEmpty()
        ? new DriftMonitor(config.window(), features, listener, clock)
        : ImageWatch.NONE;
  }

  private static Histogram reference(Manifest model, DriftFeature feature) {
    Manifest.ReferenceInputs inputs = model.referenceInputs();
    return switch (feature) {
      case SCORE -> model.referenceScores();
      case BRIGHTNESS -> inputs == null ? null : inputs.brightness();
      case SIZE -> inputs == null || isOfOneSize(inputs.sizes()) ? null : inputs.sizes();
      case UNKNOWN -> null;
    };
  }

  /** Such data was brought to its size, and says nothing of those that a model may meet. */
  private static boolean isOfOneSize(Histogram sizes) {
    return sizes.counts().stream().filter(count -> count > 0).count() < 2;
  }

  @Override
  public synchronized void scored(WatchedImage image) {
    if (images == 0) {
      began = clock.instant();
    }
    features.forEach(feature -> feature.add(image));
    images++;
    if (images == window) {
      images = 0;
      listener.accept(
          new DriftWindow(
              window,
              began,
              clock.instant(),
              features.stream().map(WatchedFeature::endWindow).toList()));
    }
  }
}
