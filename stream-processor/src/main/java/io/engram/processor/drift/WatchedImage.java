package io.engram.processor.drift;

import io.engram.model.bundle.Manifest;
import io.engram.schemas.DriftFeature;

/**
 * What is watched of an image.
 *
 * @param score in [0, 1]
 * @param brightness mean luma at the model's input size, in [0, 1]
 * @param width of the encoded image in pixels
 * @param height of the encoded image in pixels
 */
public record WatchedImage(double score, double brightness, int width, int height) {
  /** A feature in the unit of its reference. */
  double value(DriftFeature feature) {
    return switch (feature) {
      case SCORE -> score;
      case BRIGHTNESS -> brightness;
      case SIZE -> Manifest.ReferenceInputs.size(width, height);
      case UNKNOWN -> throw new IllegalArgumentException("no feature of an image: " + feature);
    };
  }
}
