package io.engram.processor.pipeline;

import io.engram.imaging.DecoderMemoryException;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import io.engram.model.bundle.Manifest;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.Warmup;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.References;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.RegistryUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
  private final RegionFinder regions;
  private final Results results;
  private final ScoringMetrics metrics;
  private final Workers workers;
  private final RetryPolicy retries;
  private final Batcher batcher;

  ScoringPipeline(
      ImageReader reader,
      ContentLoader loader,
      Function<BatchListener, Batcher> batchers,
      RegionFinder regions,
      Results results,
      Workers workers,
      RetryPolicy retries,
      ScoringMetrics metrics) {
    this.reader = reader;
    this.loader = loader;
    this.regions = regions;
    this.results = results;
    this.workers = workers;
    this.retries = retries;
    this.metrics = metrics;
    this.batcher = batchers.apply(new Listener());
  }

  /**
   * Makes an engine ready for the batches of a pipeline; blocks.
   *
   * @throws EngineException if the batches are too large for the model, or the engine fails
   */
  public static void warmUp(PipelineConfig config, InferenceEngine engine) throws EngineException {
    int largest = config.batch().maxSize();
    BatchTensors.requireFit(engine, largest);
    Warmup.run(engine, List.of(1, largest));
  }

  /**
   * Starts a pipeline onto one engine.
   *
   * @param model what results say they were scored by
   * @param engine warmed up; the pipeline alone uses it from here on, and does not close it
   */
  public static ScoringPipeline start(
      PipelineConfig config,
      Manifest model,
      InferenceEngine engine,
      AvroSerdes serdes,
      ScoringMetrics metrics) {
    ImageReader reader =
        new ImageReader(
            serdes.deserializer(ImageEvent.class),
            new ImageDecoder(config.limits()),
            engine.input());
    return new ScoringPipeline(
        reader,
        new ContentLoader(References.open(config.references(), config.limits().maxBytes())),
        listener -> new Batcher(engine, config.batch(), listener),
        new RegionFinder(RegionRule.defaults()),
        new Results(model, Clock.systemUTC()),
        Workers.start(config.readers()),
        RetryPolicy.DEFAULT,
        metrics);
  }

  /** Decoded, a small file may be the larger: its pixels wait for a batch. */
  @Override
  public long bytes(ImageRecord image) {
    return Math.max(image.bytes(), reader.decodedBytes());
  }

  @Override
  public CompletableFuture<Outcome> submit(ImageRecord image) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    metrics.imageAdmitted();
    run(workers.readers(), outcome, () -> read(image, 1, outcome));
    return outcome;
  }

  private void read(ImageRecord source, int attempt, CompletableFuture<Outcome> outcome) {
    new Reading(source, attempt, System.nanoTime(), outcome).begin();
  }

  /** One attempt to get from a record to pixels; a referenced image is fetched in between. */
  private final class Reading {
    private final ImageRecord source;
    private final int attempt;
    private final long begin;
    private final CompletableFuture<Outcome> outcome;
    private String imageId;

    Reading(ImageRecord source, int attempt, long begin, CompletableFuture<Outcome> outcome) {
      this.source = source;
      this.attempt = attempt;
      this.begin = begin;
      this.outcome = outcome;
    }

    void begin() {
      step(
          () -> {
            ImageEvent event = reader.event(source);
            imageId = event.getImageId();
            reader.check(event);
            load(event);
          });
    }

    private void load(ImageEvent event) throws RejectedImageException {
      Optional<EncodedImage> inline = loader.inline(event);
      if (inline.isPresent()) {
        decode(event, inline.get());
      } else {
        loader.fetch(
            event,
            workers.readers(),
            content -> guarded(outcome, () -> step(() -> decode(event, content.image()))));
      }
    }

    private void decode(ImageEvent event, EncodedImage encoded) throws RejectedImageException {
      ReadImage image = reader.read(event, encoded);
      long end = System.nanoTime();
      batcher.add(new PendingImage(source.withoutValue(), image, end - begin, end, outcome));
    }

    private void step(Step step) {
      ImageRecord origin = source.withoutValue();
      try {
        step.take();
      } catch (RejectedImageException e) {
        reject(origin, imageId, e.reason(), e.getMessage(), e.remedy(), outcome);
      } catch (RegistryUnavailableException | DecoderMemoryException e) {
        readAgain(source, attempt, outcome, e);
      } catch (RuntimeException e) {
        unexpected(origin, imageId, e, outcome);
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
    log.warn("{} is read again in {} ms: {}", source, delay.toMillis(), reason.getMessage());
    Executor later =
        CompletableFuture.delayedExecutor(
            delay.toMillis(), TimeUnit.MILLISECONDS, workers.readers());
    run(later, outcome, () -> read(source, failed + 1, outcome));
  }

  private void finish(ScoredImage image) {
    PendingImage pending = image.pending();
    try {
      long begin = System.nanoTime();
      List<Region> found = regions.find(image.heatmap(), pending.image().areas());
      long took = System.nanoTime() - begin;
      if (pending.outcome().complete(results.scored(image, found, took))) {
        metrics.imageScored(
            Duration.ofNanos(pending.readNanos()),
            Duration.ofNanos(image.waitNanos()),
            Duration.ofNanos(took));
      }
    } catch (RuntimeException e) {
      unexpected(pending.source(), pending.image().imageId(), e, pending.outcome());
    }
  }

  /** A defect of ours that one image brings out must not stop the others. */
  private void unexpected(
      ImageRecord source, String imageId, RuntimeException e, CompletableFuture<Outcome> outcome) {
    log.error("Scoring {} (image '{}') failed unexpectedly", source, imageId, e);
    reject(
        source,
        imageId,
        FailureReason.UNKNOWN,
        "unexpected: " + e,
        "please report this with the processor's log",
        outcome);
  }

  private void reject(
      ImageRecord source,
      String imageId,
      FailureReason reason,
      String detail,
      String remedy,
      CompletableFuture<Outcome> outcome) {
    if (outcome.complete(results.rejected(source, imageId, reason, detail, remedy))) {
      metrics.imageFailed(reason);
    }
  }

  /**
   * Runs a stage, unless nobody waits for its outcome any more; what it throws breaks the scorer.
   */
  private static void run(Executor pool, CompletableFuture<Outcome> outcome, Runnable stage) {
    pool.execute(() -> guarded(outcome, stage));
  }

  private static void guarded(CompletableFuture<Outcome> outcome, Runnable stage) {
    if (outcome.isCancelled()) {
      return;
    }
    try {
      stage.run();
    } catch (Throwable e) {
      log.error("Scoring cannot go on", e);
      outcome.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    // In this order: the batcher hands its last batch to the workers.
    batcher.close();
    workers.close();
    loader.close();
  }

  private final class Listener implements BatchListener {
    @Override
    public void scored(ScoredImage image) {
      run(workers.finishers(), image.pending().outcome(), () -> finish(image));
    }

    @Override
    public void batchScored(int size, Duration inference) {
      metrics.batchScored(size, inference);
    }

    @Override
    public void failed(PendingImage image, EngineException reason) {
      reject(
          image.source(),
          image.image().imageId(),
          FailureReason.ENGINE_ERROR,
          "the engine cannot score image '%s': %s"
              .formatted(image.image().imageId(), reason.getMessage()),
          "submit the image again; if it fails again, report it with the processor's log",
          image.outcome());
    }

    @Override
    public void broken(PendingImage image, Throwable reason) {
      image.outcome().completeExceptionally(reason);
    }
  }
}
