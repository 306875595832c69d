package io.engram.processor.pipeline;

import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import io.engram.model.bundle.Manifest;
import io.engram.processor.drift.ImageWatch;
import io.engram.processor.lane.Lane;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.References;
import io.engram.processor.trial.Trial;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of an image from record to outcome; see the package's story. Shared by all partitions and
 * stream threads. Close it after the stream: outcomes that are pending then end exceptionally or
 * not at all, and their images are read again by whoever owns the partition next.
 */
public final class ScoringPipeline implements Scorer, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScoringPipeline.class);

  private final ImageReader reader;
  private final ContentLoader loader;
  private final ServedModels models;
  private final ImageOutcomes outcomes;
  private final Workers workers;
  private final RetryPolicy retries;
  private final ScoringMetrics metrics;
  private final AdmittedImages admitted = new AdmittedImages();

  private ScoringPipeline(
      PipelineConfig config,
      LoadedModel model,
      AvroSerdes serdes,
      RetryPolicy retries,
      ScoringMetrics metrics,
      Function<Manifest, ImageWatch> watches) {
    this.reader = new ImageReader(serdes.deserializer(ImageEvent.class));
    this.loader =
        new ContentLoader(References.open(config.references(), config.limits().maxBytes()));
    this.retries = retries;
    this.metrics = metrics;
    this.workers = Workers.start(config.readers());
    RegionFinder regions = new RegionFinder(RegionRule.defaults());
    this.models = new ServedModels(model, config, regions, workers, retries, metrics, watches);
    this.outcomes = new ImageOutcomes(regions, models, metrics);
  }

  /**
   * Starts a pipeline.
   *
   * @param model the first; the pipeline alone uses it from here on, and closes it
   * @param watches give each model that scores its own
   */
  public static ScoringPipeline start(
      PipelineConfig config,
      LoadedModel model,
      AvroSerdes serdes,
      ScoringMetrics metrics,
      Function<Manifest, ImageWatch> watches) {
    return new ScoringPipeline(config, model, serdes, RetryPolicy.DEFAULT, metrics, watches);
  }

  static ScoringPipeline start(
      PipelineConfig config, LoadedModel model, AvroSerdes serdes, ScoringMetrics metrics) {
    return start(config, model, serdes, RetryPolicy.DEFAULT, metrics);
  }

  static ScoringPipeline start(
      PipelineConfig config,
      LoadedModel model,
      AvroSerdes serdes,
      RetryPolicy retries,
      ScoringMetrics metrics) {
    return new ScoringPipeline(
        config, model, serdes, retries, metrics, manifest -> ImageWatch.NONE);
  }

  /**
   * Has images scored by another model from here on. Those whose scoring has begun keep theirs, and
   * none waits: the last model goes on until it has scored them, and is closed then.
   *
   * @param next the pipeline alone uses it from here on, and closes it
   */
  public void serve(LoadedModel next) {
    models.serve(next);
  }

  /**
   * Has a share of the images scored by another model, in place of one that is on trial. Images
   * that a canary's engine fails on are scored by the model that serves.
   *
   * @param challenger the pipeline alone uses it from here on, and closes it
   */
  public void tryOut(LoadedModel challenger, Trial trial) {
    models.tryOut(challenger, trial);
  }

  /** Has all images scored by the model that serves alone again. */
  public void endTrial() {
    models.endTrial();
  }

  /** Name and version of the model that scores what comes. */
  public String serving() {
    return models.serving().toString();
  }

  /** Images of a lane that have no outcome yet. */
  public int admitted(Lane lane) {
    return admitted.count(lane);
  }

  /** How long the oldest of them has been under way; zero where there is none. */
  public Duration oldest() {
    return admitted.oldest();
  }

  /** Images of them that wait to be read or decoded. */
  public int waitingForReader() {
    return workers.waiting();
  }

  /** Images of them that wait for a batch. */
  public int waitingForBatch() {
    return models.waiting();
  }

  /** How long an engine has been busy with one batch, at most; zero where none is busy. */
  public Duration longestBatch() {
    return models.longestRunning();
  }

  /** Models that occupy memory: the one that serves, one on trial, those that are about to end. */
  public int openModels() {
    return models.count();
  }

  /** Decoded, a small file may be the larger: its pixels wait for a batch. */
  @Override
  public long bytes(ImageRecord image) {
    return Math.max(image.bytes(), models.decodedBytes());
  }

  @Override
  public CompletableFuture<Outcome> submit(ImageRecord image) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    admitted.add(image.lane(), outcome);
    metrics.imageAdmitted();
    workers.read(image.lane(), guarded(image, outcome, () -> read(image, 1, outcome)));
    return outcome;
  }

  private void read(ImageRecord source, int attempt, CompletableFuture<Outcome> outcome) {
    new Reading(source, attempt, outcome).begin();
  }

  /** One attempt to get from a record to content; a referenced image is fetched in between. */
  private final class Reading {
    private final ImageRecord source;
    private final int attempt;
    private final CompletableFuture<Outcome> outcome;
    private final long begin = System.nanoTime();
    private String imageId;

    Reading(ImageRecord source, int attempt, CompletableFuture<Outcome> outcome) {
      this.source = source;
      this.attempt = attempt;
      this.outcome = outcome;
    }

    void begin() {
      step(
          () -> {
            ImageEvent event = reader.event(source);
            imageId = event.getImageId();
            ImageRequest request = reader.request(event);
            source.trace().image(imageId);
            load(event, request);
          });
    }

    private void load(ImageEvent event, ImageRequest request) throws RejectedImageException {
      Optional<EncodedImage> inline = loader.inline(event);
      if (inline.isPresent()) {
        score(request, inline.get());
      } else {
        loader.fetch(
            event,
            source.lane(),
            () -> !outcome.isCancelled(),
            workers.readers(source.lane()),
            content ->
                guarded(source, outcome, () -> step(() -> score(request, content.image()))).run());
      }
    }

    private void score(ImageRequest request, EncodedImage encoded) {
      Duration load = Duration.ofNanos(System.nanoTime() - begin);
      Optional<Challenger> challenger = models.challenger(encoded.sha256());
      if (challenger.isPresent() && !challenger.get().isShadow()) {
        tryOut(challenger.get(), request, encoded, load);
      } else {
        ServedModel model = models.begin();
        PendingImage image = pending(model, request, encoded, load);
        CompletableFuture<ContentScore> score = model.score(encoded, source.lane(), outcome);
        finish(image, score);
        challenger.ifPresent(shadow -> shadow.shadow(image, encoded, score));
      }
    }

    /** Keeps the image's bytes until it is scored: the model that serves may have to. */
    private void tryOut(
        Challenger canary, ImageRequest request, EncodedImage encoded, Duration load) {
      PendingImage image = pending(canary.model(), request, encoded, load);
      canary
          .model()
          .score(encoded, source.lane(), outcome)
          .whenCompleteAsync(
              (score, failure) ->
                  guarded(
                          source,
                          outcome,
                          () -> {
                            if (canary.isToBlameFor(failure)) {
                              stepIn(canary, request, encoded, load);
                            } else {
                              outcomes.end(image, score, failure);
                            }
                          })
                      .run(),
              workers.finishers());
    }

    /** Has the model that serves score what a canary failed on. */
    private void stepIn(
        Challenger canary, ImageRequest request, EncodedImage encoded, Duration load) {
      workers.read(
          source.lane(),
          guarded(
              source,
              outcome,
              () -> {
                ServedModel model = models.begin();
                finish(
                    pending(model, request, encoded, load),
                    model
                        .score(encoded, source.lane(), outcome)
                        .whenComplete(canary::failedBeside));
              }));
    }

    private PendingImage pending(
        ServedModel model, ImageRequest request, EncodedImage encoded, Duration load) {
      return new PendingImage(
          source.withoutValue(), request, encoded.sha256(), begin, load, model, outcome);
    }

    private void finish(PendingImage image, CompletableFuture<ContentScore> score) {
      score.whenCompleteAsync(
          (content, failure) ->
              guarded(source, outcome, () -> outcomes.end(image, content, failure)).run(),
          workers.finishers());
    }

    private void step(Step step) {
      ImageRecord origin = source.withoutValue();
      try {
        step.take();
      } catch (RejectedImageException e) {
        outcomes.reject(origin, imageId, e, outcome);
      } catch (RegistryUnavailableException e) {
        readAgain(source, attempt, outcome, e);
      } catch (RuntimeException e) {
        outcomes.unexpected(origin, imageId, e, outcome);
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void take() throws RejectedImageException;
  }

  /**
   * The image may be good: better no outcome than a wrong one. Meanwhile its partition's window
   * fills, and so the partition is paused.
   */
  private void readAgain(
      ImageRecord source, int failed, CompletableFuture<Outcome> outcome, RuntimeException reason) {
    Duration delay = retries.delayAfter(failed).orElseThrow(() -> reason);
    source.trace().readAgain(reason.getMessage());
    ImageLog.about(source, null, log.atWarn())
        .log("{} is read again in {} ms: {}", source, delay.toMillis(), reason.getMessage());
    workers.readAfter(
        delay, source.lane(), guarded(source, outcome, () -> read(source, failed + 1, outcome)));
  }

  /** A stage that nobody waits for any more does nothing; what one throws breaks the scorer. */
  private static Runnable guarded(
      ImageRecord source, CompletableFuture<Outcome> outcome, Runnable stage) {
    return () -> {
      if (outcome.isCancelled()) {
        return;
      }
      try {
        stage.run();
      } catch (Throwable e) {
        ImageLog.about(source, null, log.atError().setCause(e)).log("Scoring cannot go on");
        source.trace().failed(ImageOutcomes.BROKEN, e.toString());
        outcome.completeExceptionally(e);
      }
    };
  }

  @Override
  public void close() {
    // In this order: each hands its last images on to the next.
    loader.close();
    models.close();
    workers.close();
  }
}
