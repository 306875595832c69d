package io.engram.benchmarks.peer;

import io.engram.benchmarks.bare.BatchBuffers;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.DecodedImage;
import io.engram.imaging.Heatmap;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Sha256;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.Warmup;
import io.engram.schemas.Bounds;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.Region;
import io.engram.schemas.RegionKind;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Scores one image at a time, on the calling thread, with an engine of its own. */
public final class ImageScorer implements AutoCloseable {
  private final Manifest model;
  private final ImageDecoder decoder;
  private final InferenceEngine engine;
  private final BatchBuffers buffers;
  private final RegionFinder regions = new RegionFinder(RegionRule.defaults());

  private ImageScorer(Manifest model, ImageDecoder decoder, InferenceEngine engine) {
    this.model = model;
    this.decoder = decoder;
    this.engine = engine;
    this.buffers = new BatchBuffers(engine, 1);
  }

  /** Opens an engine and warms it up. */
  public static ImageScorer open(ModelBundle bundle, EngineConfig config, DecodeLimits limits)
      throws EngineUnavailableException, EngineException {
    InferenceEngine engine = Engines.open(bundle, config);
    Warmup.run(engine, List.of(1));
    return new ImageScorer(bundle.manifest(), new ImageDecoder(limits), engine);
  }

  /** Scores an image that is in its event. */
  public Scored score(ImageEvent event) throws UndecodableImageException, EngineException {
    byte[] content = new byte[event.getContent().remaining()];
    event.getContent().duplicate().get(content);
    DecodedImage image = decoder.decode(content, engine.input().width(), engine.input().height());
    buffers.put(0, image.pixels());
    buffers.score(1);
    Heatmap heatmap = buffers.heatmap(0);
    List<Region> found =
        regions.find(heatmap, List.of()).stream().map(ImageScorer::region).toList();
    String sha256 = Sha256.of(content);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new Scored(
        heatmap(event, image, heatmap, found, sha256, now),
        memorability(event, image, heatmap.score(), found, sha256, now));
  }

  private VmsHeatmap heatmap(
      ImageEvent event,
      DecodedImage image,
      Heatmap heatmap,
      List<Region> found,
      String sha256,
      Instant now) {
    return VmsHeatmap.newBuilder()
        .setImageId(event.getImageId())
        .setContentSha256(sha256)
        .setCampaign(event.getCampaign())
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setRasterWidth(heatmap.width())
        .setRasterHeight(heatmap.height())
        .setTrueSchema(ByteBuffer.wrap(heatmap.trueSchema()))
        .setFalseSchema(ByteBuffer.wrap(heatmap.falseSchema()))
        .setImageWidth(image.sourceWidth())
        .setImageHeight(image.sourceHeight())
        .setScore(heatmap.score())
        .setRegions(found)
        .setTimings(new StageTimings(0L, 0L, 0L, 0L, 1))
        .setSubmittedAt(event.getSubmittedAt())
        .setScoredAt(now)
        .build();
  }

  private MemorabilityScore memorability(
      ImageEvent event,
      DecodedImage image,
      double score,
      List<Region> found,
      String sha256,
      Instant now) {
    return MemorabilityScore.newBuilder()
        .setImageId(event.getImageId())
        .setContentSha256(sha256)
        .setCampaign(event.getCampaign())
        .setModelName(model.name())
        .setModelVersion(model.version())
        .setImageWidth(image.sourceWidth())
        .setImageHeight(image.sourceHeight())
        .setScore(score)
        .setRegions(found)
        .setSubmittedAt(event.getSubmittedAt())
        .setScoredAt(now)
        .build();
  }

  private static Region region(io.engram.imaging.regions.Region region) {
    var bounds = region.bounds();
    return Region.newBuilder()
        .setKind(RegionKind.valueOf(region.kind().name()))
        .setName(region.name().orElse(null))
        .setBounds(new Bounds(bounds.left(), bounds.top(), bounds.width(), bounds.height()))
        .setArea(region.area())
        .setMean(region.mean())
        .setPeak(region.peak())
        .setShare(region.share())
        .setRank(region.rank())
        .build();
  }

  @Override
  public void close() {
    engine.close();
  }
}
