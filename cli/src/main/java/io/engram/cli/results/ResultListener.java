package io.engram.cli.results;

import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;

/** Takes results as they are read, each on the reader's thread. */
public interface ResultListener {

  /** An image has a score. */
  default void scored(MemorabilityScore score) {}

  /** An image has a heatmap. */
  default void mapped(VmsHeatmap heatmap) {}

  /** An image could not be scored. */
  default void failed(ScoringFailure failure) {}
}
