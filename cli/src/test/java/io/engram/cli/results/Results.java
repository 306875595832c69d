package io.engram.cli.results;

import io.engram.schemas.Bounds;
import io.engram.schemas.FailureReason;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.Region;
import io.engram.schemas.RegionKind;
import io.engram.schemas.ScoringFailure;
import java.time.Instant;
import java.util.List;

/** Results for tests, to be changed where a test looks. */
public final class Results {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Results() {}

  public static MemorabilityScore.Builder score(String imageId) {
    return MemorabilityScore.newBuilder()
        .setImageId(imageId)
        .setContentSha256("00ff")
        .setModelName("light")
        .setModelVersion("1.0.0")
        .setImageWidth(640)
        .setImageHeight(480)
        .setScore(0.25)
        .setRegions(List.of())
        .setSubmittedAt(NOW)
        .setScoredAt(NOW.plusMillis(120));
  }

  public static ScoringFailure.Builder failure(String imageId) {
    return ScoringFailure.newBuilder()
        .setSourceTopic("image-events")
        .setSourcePartition(0)
        .setSourceOffset(0)
        .setImageId(imageId)
        .setReason(FailureReason.CORRUPT_IMAGE)
        .setDetail("the JPEG ends early")
        .setRemedy("Export it again.")
        .setFailedAt(NOW);
  }

  public static Region region(RegionKind kind, String name, Bounds bounds, double share, int rank) {
    return new Region(kind, name, bounds, 0.1, 0.4, 0.8, share, rank);
  }
}
