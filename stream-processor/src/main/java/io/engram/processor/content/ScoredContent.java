package io.engram.processor.content;

import io.engram.imaging.Heatmap;
import java.util.Objects;

/**
 * What a model made of an image file.
 *
 * @param imageWidth of the encoded image in pixels, after EXIF orientation
 * @param imageHeight of the encoded image in pixels, after EXIF orientation
 * @param times when it was scored
 */
public record ScoredContent(Heatmap heatmap, int imageWidth, int imageHeight, ScoringTimes times) {
  /** What an entry takes beside its rasters, about: its key, its objects and their references. */
  private static final int FRAME_BYTES = 512;

  public ScoredContent {
    Objects.requireNonNull(heatmap, "heatmap");
    Objects.requireNonNull(times, "times");
  }

  /** Bytes of memory, about. */
  int bytes() {
    return heatmap.trueSchema().length + heatmap.falseSchema().length + FRAME_BYTES;
  }
}
