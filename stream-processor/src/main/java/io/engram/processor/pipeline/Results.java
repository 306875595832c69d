package io.engram.processor.pipeline;

import io.engram.imaging.Heatmap;
import io.engram.imaging.regions.Region;
import io.engram.model.bundle.Manifest;
import io.engram.processor.content.ScoringTimes;
import io.engram.schemas.Bounds;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.RegionKind;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes what one model made of images as events. */
final class Results {
  private final Manifest model;
  private final Clock clock;

  Results(Manifest model, Clock clock) {
    this.model = model;
    this.clock = clock;
  }

  Outcome.Scored scored(
      PendingImage image, ContentScore score, List<Region> found, Duration regionsTook) {
    VmsHeatmap heatmap = heatmap(image, score, found, regionsTook);
    return new Outcome.Scored(
        heatmap, flat(image, score, heatmap.getRegions(), heatmap.getScoredAt()));
  }

  /** What is scored beside the stream has no more. */
  VmsHeatmap heatmap(
      PendingImage image, ContentScore score, List<Region> found, Duration regionsTook) {
    List<io.engram.schemas.Region> regions = found.stream().map(Results::region).toList();
    StageTimings timings = timings(image.load(), score.times(), regionsTook);
    return heatmap(image, score, regions, timings, clock.instant());
  }

  private VmsHeatmap heatmap(
      PendingImage image,
      ContentScore score,
      List<io.engram.schemas.Region> regions,
      StageTimings timings,
      Instant now) {
    ImageRequest request = image.request();
    Heatmap raster = score.content().heatmap();
    return VmsHeatmap.newBuilder()
        .setImageId(request.imageId())
        .setContentSha256(image.sha256())
        .setCampaign(request.campaign())
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setRasterWidth(raster.width())
        .setRasterHeight(raster.height())
        .setTrueSchema(ByteBuffer.wrap(raster.trueSchema()))
        .setFalseSchema(ByteBuffer.wrap(raster.falseSchema()))
        .setImageWidth(score.content().imageWidth())
        .setImageHeight(score.content().imageHeight())
        .setScore(raster.score())
        .setRegions(regions)
        .setTimings(timings)
        .setSubmittedAt(request.submittedAt())
        .setScoredAt(now)
        .setCached(score.cached())
        .build();
  }

  private MemorabilityScore flat(
      PendingImage image, ContentScore score, List<io.engram.schemas.Region> regions, Instant now) {
    ImageRequest request = image.request();
    return MemorabilityScore.newBuilder()
        .setImageId(request.imageId())
        .setContentSha256(image.sha256())
        .setCampaign(request.campaign())
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setImageWidth(score.content().imageWidth())
        .setImageHeight(score.content().imageHeight())
        .setScore(score.content().heatmap().score())
        .setRegions(regions)
        .setSubmittedAt(request.submittedAt())
        .setScoredAt(now)
        .setCached(score.cached())
        .build();
  }

  private static StageTimings timings(Duration load, ScoringTimes times, Duration regions) {
    return StageTimings.newBuilder()
        .setDecodeMicros(micros(load.plus(times.decode())))
        .setWaitMicros(micros(times.queued()))
        .setInferenceMicros(micros(times.inference()))
        .setRegionsMicros(micros(regions))
        .setBatchSize(times.batchSize())
        .build();
  }

  private static long micros(Duration time) {
    return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
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
}
