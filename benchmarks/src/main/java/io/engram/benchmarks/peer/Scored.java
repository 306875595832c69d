package io.engram.benchmarks.peer;

import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.VmsHeatmap;

/** Both results of an image. */
public record Scored(VmsHeatmap heatmap, MemorabilityScore score) {}
