package io.engram.processor.pipeline;

import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;

/** What became of an image event. */
public sealed interface Outcome {
  /** The image was scored. */
  record Scored(VmsHeatmap heatmap, MemorabilityScore score) implements Outcome {}

  /** The image could not be scored; the failure says why and what to do. */
  record Rejected(ScoringFailure failure) implements Outcome {}
}
