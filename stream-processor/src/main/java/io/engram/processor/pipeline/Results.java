package io.engram.processor.pipeline;

import io.engram.imaging.Heatmap;
import io.engram.imaging.regions.Region;
import io.engram.model.bundle.Manifest;
import io.engram.schemas.Bounds;
import io.engram.schemas.FailureReason;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.RegionKind;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes outcomes as events. */
final class Results {
  private static final int MAX_DETAIL_CHARACTERS = 4096;

  private final Manifest model;
  private final Clock clock;

  Results(Manifest model, Clock clock) {
    this.model = model;
    this.clock = clock;
  }

  Outcome.Scored scored(ScoredImage image, List<Region> found, long regionsNanos) {
    List<io.engram.schemas.Region> regions = found.stream().map(Results::region).toList();
    Instant now = clock.instant();
    return new Outcome.Scored(
        heatmap(image, regions, timings(image, regionsNanos), now), score(image, regions, now));
  }

  private VmsHeatmap heatmap(
      ScoredImage image,
      List<io.engram.schemas.Region> regions,
      StageTimings timings,
      Instant now) {
    ReadImage read = image.pending().image();
    Heatmap raster = image.heatmap();
    return VmsHeatmap.newBuilder()
        .setImageId(read.imageId())
        .setContentSha256(read.sha256())
        .setCampaign(read.campaign())
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setRasterWidth(raster.width())
        .setRasterHeight(raster.height())
        .setTrueSchema(ByteBuffer.wrap(raster.trueSchema()))
        .setFalseSchema(ByteBuffer.wrap(raster.falseSchema()))
        .setImageWidth(read.decoded().sourceWidth())
        .setImageHeight(read.decoded().sourceHeight())
        .setScore(raster.score())
        .setRegions(regions)
        .setTimings(timings)
        .setSubmittedAt(read.submittedAt())
        .setScoredAt(now)
        .build();
  }

  private MemorabilityScore score(
      ScoredImage image, List<io.engram.schemas.Region> regions, Instant now) {
    ReadImage read = image.pending().image();
    return MemorabilityScore.newBuilder()
        .setImageId(read.imageId())
        .setContentSha256(read.sha256())
        .setCampaign(read.campaign())
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setImageWidth(read.decoded().sourceWidth())
        .setImageHeight(read.decoded().sourceHeight())
        .setScore(image.heatmap().score())
        .setRegions(regions)
        .setSubmittedAt(read.submittedAt())
        .setScoredAt(now)
        .build();
  }

  private static StageTimings timings(ScoredImage image, long regionsNanos) {
    return StageTimings.newBuilder()
        .setDecodeMicros(TimeUnit.NANOSECONDS.toMicros(image.pending().readNanos()))
        .setWaitMicros(TimeUnit.NANOSECONDS.toMicros(image.waitNanos()))
        .setInferenceMicros(TimeUnit.NANOSECONDS.toMicros(image.inferenceNanos()))
        .setRegionsMicros(TimeUnit.NANOSECONDS.toMicros(regionsNanos))
        .setBatchSize(image.batchSize())
        .build();
  }

  private static io.engram.schemas.Region region(Region region) {
    return io.engram.schemas.Region.newBuilder()
        .setKind(RegionKind.valueOf(region.kind().name()))
        .setName(region.name().orElse(null))
        .setBounds(
            new Bounds(
                region.bounds().left(),
                region.bounds().top(),
                region.bounds().width(),
                region.bounds().height()))
        .setArea(region.area())
        .setMean(region.mean())
        .setPeak(region.peak())
        .setShare(region.share())
        .setRank(region.rank())
        .build();
  }

  /**
   * Bounded in size, whatever the event holds.
   *
   * @param imageId from the event, cut where it breaks its limit; null where it could not be read
   */
  Outcome.Rejected rejected(
      ImageRecord source, String imageId, FailureReason reason, String detail, String remedy) {
    return new Outcome.Rejected(
        ScoringFailure.newBuilder()
            .setSourceTopic(source.partition().topic())
            .setSourcePartition(source.partition().partition())
            .setSourceOffset(source.offset())
            .setOriginalKey(boundedKey(source.key()))
            .setImageId(bounded(imageId, EventLimits.MAX_NAME_CHARACTERS))
            .setReason(reason)
            .setDetail(bounded(detail, MAX_DETAIL_CHARACTERS))
            .setRemedy(remedy)
            .setFailedAt(clock.instant())
            .build());
  }

  private static String bounded(String text, int max) {
    return text == null || text.length() <= max ? text : text.substring(0, max) + "...";
  }

  private static ByteBuffer boundedKey(byte[] key) {
    return key == null || key.length > Outcome.MAX_KEY_BYTES ? null : ByteBuffer.wrap(key);
  }
}
