package io.engram.processor.pipeline;

import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.model.engine.EngineException;
import io.engram.processor.content.ScoringTimes;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.trace.ImageTrace;
import io.engram.processor.trace.Stage;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends images with their outcomes. Thread-safe. */
final class ImageOutcomes {
  private static final Logger log = LoggerFactory.getLogger(ImageOutcomes.class);

  /** What a trace says of an image whose scorer broke. */
  static final String BROKEN = "broken";

  private static final Duration LONGEST_LATENCY =
      Topic.IMAGE_EVENTS.retention().orElse(Duration.ofDays(7));

  private final RegionFinder regions;
  private final ServedModels models;
  private final ScoringMetrics metrics;
  private final Failures failures = new Failures(Clock.systemUTC());
  private final RejectionLog rejections = new RejectionLog(System::nanoTime);

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
      image.source().trace().failed(BROKEN, reason.toString());
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
        latency(image, outcome.score())
            .ifPresent(latency -> metrics.imageWaitedFor(image.source().lane(), latency));
      }
    } catch (RuntimeException e) {
      unexpected(image.source(), image.imageId(), e, image.outcome());
    }
  }

  /**
   * By two clocks, of which the one that submitted may be ahead. An image from before the oldest
   * that its topic can hold has a wrong time, and says nothing.
   */
  private static Optional<Duration> latency(PendingImage image, MemorabilityScore score) {
    Duration latency = Duration.between(image.request().submittedAt(), score.getScoredAt());
    return Optional.of(latency.isNegative() ? Duration.ZERO : latency)
        .filter(one -> one.compareTo(LONGEST_LATENCY) <= 0);
  }

  private static void trace(
      PendingImage image,
      ContentScore score,
      long regionsBegan,
      Duration regionsTook,
      MemorabilityScore result) {
    ImageTrace trace = image.source().trace();
    trace.queuedUntil(image.begunAt());
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
    Outcome.Rejected rejected =
        failures.rejected(source, imageId, RejectedImageException.unexpected(e));
    ImageLog.about(source, rejected.failure().getImageId(), log.atError().setCause(e))
        .log("Scoring {} failed unexpectedly", source);
    end(source, rejected, outcome);
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
    Outcome.Rejected rejected = failures.rejected(source, imageId, why);
    end(source, rejected, outcome);
    rejections.rejected(source, rejected.failure());
  }

  /** What is told of it is as bounded as its event. */
  private void end(
      ImageRecord source, Outcome.Rejected rejected, CompletableFuture<Outcome> outcome) {
    ScoringFailure failure = rejected.failure();
    source.trace().image(failure.getImageId());
    source.trace().failed(failure.getReason().name(), failure.getDetail());
    if (outcome.complete(rejected)) {
      metrics.imageFailed(failure.getReason());
    }
  }
}
