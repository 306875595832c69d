package io.engram.processor.topology;

import io.engram.processor.pipeline.Outcome;
import io.engram.schemas.FailureReason;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Outcomes as small as they may be. */
final class Outcomes {
  private Outcomes() {}

  /** An image's heatmap and score. */
  static Outcome scored(String id) {
    return new Outcome.Scored(
        VmsHeatmap.newBuilder()
            .setImageId(id)
            .setContentSha256("")
            .setModelName("m")
            .setModelVersion("1")
            .setRasterWidth(1)
            .setRasterHeight(1)
            .setTrueSchema(ByteBuffer.allocate(1))
            .setFalseSchema(ByteBuffer.allocate(1))
            .setImageWidth(1)
            .setImageHeight(1)
            .setScore(0.5)
            .setRegions(List.of())
            .setTimings(new StageTimings(1L, 1L, 1L, 1L, 1))
            .setSubmittedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .build(),
        MemorabilityScore.newBuilder()
            .setImageId(id)
            .setContentSha256("")
            .setModelName("m")
            .setModelVersion("1")
            .setImageWidth(1)
            .setImageHeight(1)
            .setScore(0.5)
            .setRegions(List.of())
            .setSubmittedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .build());
  }

  /** An image's failure. */
  static Outcome rejected(String id) {
    return new Outcome.Rejected(
        ScoringFailure.newBuilder()
            .setSourceTopic("image-events")
            .setSourcePartition(0)
            .setSourceOffset(0)
            .setImageId(id)
            .setReason(FailureReason.CORRUPT_IMAGE)
            .setDetail("d")
            .setRemedy("r")
            .setFailedAt(Instant.EPOCH)
            .build());
  }
}
