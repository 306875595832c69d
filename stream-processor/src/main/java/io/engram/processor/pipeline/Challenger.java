package io.engram.processor.pipeline;

import io.engram.imaging.DecoderMemoryException;
import io.engram.imaging.Heatmap;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.model.engine.EngineException;
import io.engram.processor.content.ScoringTimes;
import io.engram.processor.lane.Lane;
import io.engram.processor.trial.Agreement;
import io.engram.processor.trial.Trial;
import io.engram.schemas.ShadowScore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model on trial, and what becomes of its trial. Thread-safe. */
final class Challenger {
  private static final Logger log = LoggerFactory.getLogger(Challenger.class);

  /** Images of a shadow under way, beyond which it misses some: they hold memory. */
  private static final int SHADOWED = 64;

  private final ServedModel model;
  private final Trial trial;
  private final RegionFinder regions;
  private final Workers workers;
  private final Semaphore shadowed = new Semaphore(SHADOWED);

  /**
   * @param workers decode for a shadow and compare its maps
   */
  Challenger(ServedModel model, Trial trial, RegionFinder regions, Workers workers) {
    this.model = model;
    this.trial = trial;
    this.regions = regions;
    this.workers = workers;
  }

  /** Whether an image is for it; its model is held open for it then. */
  boolean takes(String sha256) {
    return trial.breakdown().isEmpty() && trial.share().holds(sha256) && model.begin();
  }

  boolean isShadow() {
    return trial.isShadow();
  }

  ServedModel model() {
    return model;
  }

  /** Ends the trial: the model scores what it was begun for. */
  void end() {
    model.end();
  }

  /** Counts what a model scored during the trial of a canary; equal images count once. */
  void scored(ServedModel by, ContentScore score) {
    if (isShadow() || score.cached()) {
      return;
    }
    double value = score.content().heatmap().score();
    if (by == model) {
      trial.challengerScored(value, inference(score.times()));
    } else {
      trial.championScored(value, inference(score.times()));
    }
  }

  /**
   * Whether the model is to blame for a failure, and not the image, nor that nobody waits for it:
   * then the model that serves is to score the image.
   */
  boolean isToBlameFor(Throwable failure) {
    Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
    if (reason == null
        || model.isClosing()
        || reason instanceof RejectedImageException
        || reason instanceof CancellationException
        || reason instanceof DecoderMemoryException) {
      return false;
    }
    if (!(reason instanceof EngineException)) {
      trial.brokeDown(reason);
    }
    return true;
  }

  /**
   * Counts an image that it failed on, unless the model that serves failed on it, too; equal ones
   * count once.
   *
   * @param theirs what that model made of it; null where it failed
   */
  void failedBeside(ContentScore theirs, Throwable theirFailure) {
    if (theirFailure == null && !theirs.cached()) {
      trial.failed();
    }
  }

  /**
   * Scores an image that the shadow {@link #takes} as well, once a reader has time for it.
   *
   * @param image as the model that serves scores it
   * @param theirs what that model makes of it
   */
  void shadow(PendingImage image, EncodedImage encoded, CompletableFuture<ContentScore> theirs) {
    if (!shadowed.tryAcquire()) {
      trial.missed();
      model.end();
      return;
    }
    // Nobody waits for it, so nobody gives up.
    CompletableFuture<Void> waiter = new CompletableFuture<>();
    CompletableFuture.supplyAsync(
            () -> model.score(encoded, Lane.BULK, waiter), workers.readers(Lane.BULK))
        .thenCompose(score -> score)
        .whenComplete(
            (own, failure) -> {
              // Not after theirs, which may never come.
              shadowed.release();
              if (isToBlameFor(failure)) {
                theirs.whenComplete(this::failedBeside);
              }
            })
        .thenAcceptBothAsync(
            theirs, (own, other) -> compare(image, own, other), workers.finishers())
        .exceptionally(
            failure -> {
              log.debug("Image '{}' has no shadow's score", image.imageId(), failure);
              return null;
            });
  }

  private void compare(PendingImage image, ContentScore own, ContentScore theirs) {
    if (own.cached()) {
      return;
    }
    Heatmap map = own.content().heatmap();
    Heatmap other = theirs.content().heatmap();
    trial.challengerScored(map.score(), inference(own.times()));
    // Where the model that serves had it in its cache, this is what it took then.
    trial.championScored(other.score(), inference(theirs.content().times()));
    long begin = System.nanoTime();
    List<Region> found = regions.find(map, image.request().areas());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    OptionalDouble agreement = Agreement.of(map, other);
    trial.compared(
        ShadowScore.newBuilder()
            .setHeatmap(model.results().heatmap(image, own, found, took))
            .setChampionVersion(image.model().version())
            .setChampionScore(other.score())
            .setScoreShift(map.score() - other.score())
            .setAgreement(agreement.isPresent() ? agreement.getAsDouble() : null)
            .build());
  }

  /** An image's share of the time of its batch. */
  private static Duration inference(ScoringTimes times) {
    return times.inference().dividedBy(Math.max(1, times.batchSize()));
  }
}
