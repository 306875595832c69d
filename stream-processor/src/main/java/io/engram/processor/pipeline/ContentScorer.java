package io.engram.processor.pipeline;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.DecoderMemoryException;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.UndecodableImageException;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InputShape;
import io.engram.processor.batch.BatchScore;
import io.engram.processor.batch.Batchers;
import io.engram.processor.content.ContentCache;
import io.engram.processor.content.InFlightContent;
import io.engram.processor.content.ScoredContent;
import io.engram.processor.content.ScoringTimes;
import io.engram.processor.content.SharedScore;
import io.engram.processor.drift.ImageWatch;
import io.engram.processor.drift.WatchedImage;
import io.engram.processor.lane.Lane;
import io.engram.schemas.FailureReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the bytes of an image file to its score, which equal bytes share. Thread-safe. */
final class ContentScorer {
  private static final Logger log = LoggerFactory.getLogger(ContentScorer.class);

  private final ContentCache cache;
  private final InFlightContent inFlight;
  private final ImageDecoder decoder;
  private final InputShape input;
  private final Batchers batchers;
  private final Workers workers;
  private final RetryPolicy retries;
  private final ImageWatch watch;

  ContentScorer(
      ContentCache cache,
      ImageDecoder decoder,
      InputShape input,
      Batchers batchers,
      Workers workers,
      RetryPolicy retries,
      ImageWatch watch) {
    this.cache = cache;
    this.inFlight = new InFlightContent(cache);
    this.decoder = decoder;
    this.input = input;
    this.batchers = batchers;
    this.workers = workers;
    this.retries = retries;
    this.watch = watch;
  }

  /** Bytes of an image's pixels. */
  long decodedBytes() {
    return input.bytes(1);
  }

  /**
   * The score of content. Decodes on this thread, if need be; the score may come on any. It ends
   * with a {@link RejectedImageException} or an {@link EngineException} if this content has none,
   * with a {@link CancellationException} if nobody waits for it any more, and with anything else if
   * the scorer is broken.
   *
   * @param waiter who waits for the score; one who is cancelled does not wait any more
   */
  CompletableFuture<ContentScore> score(EncodedImage image, Lane lane, Future<?> waiter) {
    Optional<ScoredContent> known = cache.find(image.sha256());
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(ContentScore.cached(known.get()));
    }
    SharedScore shared = inFlight.join(image.sha256(), waiter, lane);
    if (!shared.isBegunBy(waiter)) {
      if (shared.escalate(lane)) {
        // Once more in this lane. Whichever is first is the score, and the other is dropped, unless
        // its batch has begun.
        overtake(image, lane, shared);
      }
      return shared.score().thenApply(ContentScore::cached);
    }
    // Equal content may have been scored since the first look.
    known = cache.find(image.sha256());
    if (known.isPresent()) {
      shared.score().complete(known.get());
      return shared.score().thenApply(ContentScore::cached);
    }
    decode(image, lane, 1, shared);
    return shared.score().thenApply(ContentScore::fresh);
  }

  private void overtake(EncodedImage image, Lane lane, SharedScore shared) {
    try {
      decode(image, lane, shared);
    } catch (DecoderMemoryException e) {
      log.warn("Content {} stays in the bulk lane: {}", image.sha256(), e.getMessage());
    }
  }

  private void decode(EncodedImage image, Lane lane, int attempt, SharedScore shared) {
    try {
      decode(image, lane, shared);
    } catch (DecoderMemoryException e) {
      decodeAgain(image, lane, attempt, shared, e);
    }
  }

  private void decode(EncodedImage image, Lane lane, SharedScore shared) {
    if (!shared.isWanted()) {
      fail(shared, new CancellationException("nobody waits for it"));
      return;
    }
    try {
      long begin = System.nanoTime();
      DecodedImage decoded = decoder.decode(image.bytes(), input.width(), input.height());
      double brightness = watch.isOn() ? decoded.pixels().brightness() : 0;
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      batchers
          .score(decoded.pixels(), lane, shared::isWanted)
          .thenApply(score -> content(decoded, begin, took, score))
          .whenComplete((content, failure) -> end(shared, content, brightness, failure));
    } catch (DecoderMemoryException e) {
      throw e;
    } catch (UndecodableImageException e) {
      FailureReason reason = FailureReason.valueOf(e.reason().name());
      fail(shared, new RejectedImageException(reason, e.detail(), e.remedy(), e));
    } catch (RuntimeException e) {
      log.error("Decoding content {} failed unexpectedly", image.sha256(), e);
      fail(shared, RejectedImageException.unexpected(e));
    } catch (Error e) {
      // All who wait must hear of it, whoever of them began.
      log.error("Scoring cannot go on", e);
      fail(shared, e);
    }
  }

  /** The image may be good: better no score than a wrong failure. */
  private void decodeAgain(
      EncodedImage image, Lane lane, int failed, SharedScore shared, DecoderMemoryException e) {
    Optional<Duration> delay = retries.delayAfter(failed);
    if (delay.isEmpty()) {
      fail(shared, e);
      return;
    }
    log.warn("An image is decoded again in {} ms: {}", delay.get().toMillis(), e.getMessage());
    workers.readAfter(delay.get(), lane, () -> decode(image, lane, failed + 1, shared));
  }

  private static ScoredContent content(
      DecodedImage decoded, long begin, Duration took, BatchScore score) {
    return new ScoredContent(
        score.heatmap(),
        decoded.sourceWidth(),
        decoded.sourceHeight(),
        new ScoringTimes(begin, took, score.queued(), score.inference(), score.batchSize()));
  }

  private void end(
      SharedScore shared, ScoredContent content, double brightness, Throwable failure) {
    if (failure != null) {
      fail(shared, failure);
    } else if (shared.score().complete(content)) {
      // Not where it was overtaken: that counts once.
      watch(
          new WatchedImage(
              content.heatmap().score(), brightness, content.imageWidth(), content.imageHeight()));
    }
  }

  /** What is told of images must not hold them up. */
  private void watch(WatchedImage image) {
    try {
      watch.scored(image);
    } catch (RuntimeException e) {
      log.error("An image is not watched for drift", e);
    }
  }

  private static void fail(SharedScore shared, Throwable reason) {
    shared.score().completeExceptionally(reason);
  }
}
