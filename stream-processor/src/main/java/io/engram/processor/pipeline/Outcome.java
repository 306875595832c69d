package io.engram.processor.pipeline;

import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;

/** What became of an image event. */
public sealed interface Outcome {
  /** Larger keys are not copied into results: 64 KiB. */
  int MAX_KEY_BYTES = 1 << 16;

  /** Larger headers, all of a record's together, are not copied into results: 16 KiB. */
  int MAX_HEADER_BYTES = 1 << 14;

  /** The image was scored. */
  record Scored(VmsHeatmap heatmap, MemorabilityScore score) implements Outcome {}

  /** The image could not be scored; the failure says why and what to do. */
  record Rejected(ScoringFailure failure) implements Outcome {}
}
