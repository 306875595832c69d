package io.engram.processor.pipeline;

import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.model.engine.EngineException;
import io.engram.processor.content.ScoringTimes;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.trace.ImageTrace;
import io.engram.processor.trace.Stage;
import io.engram.schemas.MemorabilityScore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends images with their outcomes. Thread-safe. */
final class ImageOutcomes {
  private static final Logger log = LoggerFactory.getLogger(ImageOutcomes.class);

  private final RegionFinder regions;
  private final ServedModels models;
  private final ScoringMetrics metrics;
  private final Failures failures = new Failures(Clock.systemUTC());

  ImageOutcomes(RegionFinder regions, ServedModels models, ScoringMetrics metrics) {
    this.regions = regions;
    this.models = models;
    this.metrics = metrics;
  }

  /**
   * Ends an image whose content was scored, or could not be.
   *
   * @param score null where it could not be
   * @param failure null where it was
   */
  void end(PendingImage image, ContentScore score, Throwable failure) {
    Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
    if (reason == null) {
      scored(image, score);
    } else if (reason instanceof RejectedImageException e) {
      reject(image, e);
    } else if (reason instanceof EngineException e) {
      reject(image, RejectedImageException.byEngine(e));
    } else if (!(reason instanceof CancellationException)) {
      image.outcome().completeExceptionally(reason);
    }
  }

  private void scored(PendingImage image, ContentScore score) {
    try {
      long begin = System.nanoTime();
      List<Region> found = regions.find(score.content().heatmap(), image.request().areas());
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      models.scored(image.model(), score);
      Outcome.Scored outcome = image.model().results().scored(image, score, found, took);
      trace(image, score, begin, took, outcome.score());
      if (image.outcome().complete(outcome)) {
        metrics.imageScored(
            image.load().plus(score.times().decode()),
            score.times().queued(),
            took,
            score.cached());
        metrics.imageWaitedFor(image.source().lane(), latency(image, outcome.score()));
      }
    } catch (RuntimeException e) {
      unexpected(image.source(), image.imageId(), e, image.outcome());
    }
  }

  /** By two clocks, of which the one that submitted may be ahead. */
  private static Duration latency(PendingImage image, MemorabilityScore score) {
    Duration latency = Duration.between(image.request().submittedAt(), score.getScoredAt());
    return latency.isNegative() ? Duration.ZERO : latency;
  }

  private static void trace(
      PendingImage image,
      ContentScore score,
      long regionsBegan,
      Duration regionsTook,
      MemorabilityScore result) {
    ImageTrace trace = image.source().trace();
    trace.took(Stage.LOAD, image.begunAt(), image.load());
    if (!score.cached()) {
      ScoringTimes times = score.times();
      trace.took(Stage.DECODE, times.begunAt(), times.decode());
      trace.took(Stage.WAIT, times.decodedAt(), times.queued());
      trace.took(Stage.INFER, times.batchedAt(), times.inference());
    }
    trace.took(Stage.REGIONS, regionsBegan, regionsTook);
    trace.scored(result.getModelName(), result.getModelVersion(), score.times().batchSize());
  }

  /** Ends an image that something failed on that nobody foresaw. */
  void unexpected(
      ImageRecord source, String imageId, RuntimeException e, CompletableFuture<Outcome> outcome) {
    ImageLog.about(source, imageId, log.atError().setCause(e))
        .log("Scoring {} (image '{}') failed unexpectedly", source, imageId);
    reject(source, imageId, RejectedImageException.unexpected(e), outcome);
  }

  private void reject(PendingImage image, RejectedImageException why) {
    reject(image.source(), image.imageId(), why.naming(image.imageId()), image.outcome());
  }

  /**
   * Ends an image that has no score.
   *
   * @param imageId null where it could not be read
   */
  void reject(
      ImageRecord source,
      String imageId,
      RejectedImageException why,
      CompletableFuture<Outcome> outcome) {
    source.trace().failed(why.reason().name(), why.getMessage());
    if (outcome.complete(failures.rejected(source, imageId, why))) {
      metrics.imageFailed(why.reason());
      ImageLog.about(source, imageId, log.atInfo())
          .log("{} has no score: {}", source, why.getMessage());
    }
  }
}
