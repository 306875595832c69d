package io.engram.processor.drift;

import io.engram.model.bundle.Manifest;
import io.engram.schemas.ModelDrift;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes what windows say as events. */
final class DriftEvents {
  private static final String RETRAIN =
      "If these are what is to be scored from now on, train on images like them: add some to the"
          + " data set, publish it (engram data publish) and let it be trained on (engram retrain).";

  private final String processor;
  private final Manifest model;

  /**
   * @param processor name of the processor
   * @param model that scored the images
   */
  DriftEvents(String processor, Manifest model) {
    this.processor = processor;
    this.model = model;
  }

  ModelDrift event(DriftWindow window, FeatureDrift drift) {
    return ModelDrift.newBuilder()
        .setProcessor(processor)
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setFeature(drift.feature())
        .setDrifting(drift.isDrifting())
        .setStabilityIndex(drift.index())
        .setLimit(drift.limit())
        .setImages(window.images())
        .setMean(drift.mean())
        .setReferenceMean(drift.referenceMean())
        .setDetail(drift.isDrifting() ? begun(drift) : ended(drift))
        .setWindowBegan(window.began().truncatedTo(ChronoUnit.MILLIS))
        .setWindowEnded(window.ended().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  private static String begun(FeatureDrift drift) {
    return switch (drift.feature()) {
      case SCORE ->
          text(
                  "Scores are spread unlike those that the model was measured on: they average %.3f,"
                      + " where the reference has %.3f. Either the images have changed, or the model"
                      + " does not know their kind. Look at some with their heatmaps. ",
                  drift.mean(), drift.referenceMean())
              + RETRAIN;
      case BRIGHTNESS ->
          text(
                  "Images are lighter or darker than those that the model was measured on, or more or"
                      + " less alike: mean luma is %.3f, where the reference has %.3f. They may be inverted, converted wrongly or"
                      + " of another kind. Look at some, and at what prepares them. ",
                  drift.mean(), drift.referenceMean())
              + RETRAIN;
      case SIZE ->
          text(
                  "Images have sizes unlike those that the model was measured on: a typical one has"
                      + " %,.0f pixels, where the reference has %,.0f. Thumbnails or originals may come"
                      + " in place of what came before. Look at what submits them. ",
                  Math.pow(2, drift.mean()), Math.pow(2, drift.referenceMean()))
              + RETRAIN;
      case UNKNOWN -> throw new IllegalArgumentException("no feature: " + drift.feature());
    };
  }

  private static String ended(FeatureDrift drift) {
    return "Images are like those that the model was measured on again, as far as their %s goes."
            .formatted(drift.feature().name().toLowerCase(Locale.ROOT))
        + " Nothing needs to be done.";
  }

  private static String text(String format, double mean, double reference) {
    return String.format(Locale.ROOT, format, mean, reference);
  }
}
