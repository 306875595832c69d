package io.engram.processor.pipeline;

import io.engram.imaging.ImageDecoder;
import io.engram.imaging.regions.RegionFinder;
import io.engram.model.bundle.Manifest;
import io.engram.processor.batch.Batchers;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.content.ContentCache;
import io.engram.processor.drift.ImageWatch;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The model that serves, one that may be on trial beside it, and those that still score what they
 * were begun for. Thread-safe.
 */
final class ServedModels implements AutoCloseable {
  private final PipelineConfig config;
  private final RegionFinder regions;
  private final Workers workers;
  private final RetryPolicy retries;
  private final ScoringMetrics metrics;
  private final Function<Manifest, ImageWatch> watches;
  private final ImageDecoder decoder;
  private final Set<ServedModel> open = ConcurrentHashMap.newKeySet();
  private boolean closed;
  private volatile ServedModel serving;
  private volatile Optional<Challenger> challenger = Optional.empty();

  /**
   * @param first serves from here on
   * @param watches give each model that scores its own
   */
  ServedModels(
      LoadedModel first,
      PipelineConfig config,
      RegionFinder regions,
      Workers workers,
      RetryPolicy retries,
      ScoringMetrics metrics,
      Function<Manifest, ImageWatch> watches) {
    this.config = config;
    this.regions = regions;
    this.workers = workers;
    this.retries = retries;
    this.metrics = metrics;
    this.watches = watches;
    this.decoder = new ImageDecoder(config.limits());
    this.serving = startToServe(first);
  }

  /** Closes the model if there is no room for what it scores by. */
  private ServedModel start(LoadedModel model, CacheLimit cache, ImageWatch watch) {
    Batchers batchers;
    try {
      batchers = Batchers.start(model.engines(), model.batches(), metrics::batchScored);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
    ContentScorer contents =
        new ContentScorer(
            new ContentCache(cache),
            decoder,
            model.engines().get(0).input(),
            batchers,
            workers,
            retries,
            watch);
    Results results = new Results(model.manifest(), Clock.systemUTC());
    ServedModel started = new ServedModel(model, batchers, contents, results, open::remove);
    open.add(started);
    return started;
  }

  /** Whether images drift is for the model that serves to tell. */
  private ServedModel startToServe(LoadedModel model) {
    ServedModel started = start(model, config.cache(), watches.apply(model.manifest()));
    metrics.modelServes(model.manifest().name(), model.manifest().version());
    return started;
  }

  /**
   * The model on trial, held open for an image that is for it.
   *
   * @param sha256 of the image's bytes: equal ones are for the same models
   */
  Optional<Challenger> challenger(String sha256) {
    return challenger.filter(one -> one.takes(sha256));
  }

  /** What a model scored while one is on trial tells something about both. */
  void scored(ServedModel by, ContentScore score) {
    challenger.ifPresent(one -> one.scored(by, score));
  }

  /** The model that serves, held open for an image. */
  ServedModel begin() {
    while (true) {
      ServedModel model = serving;
      if (model.begin()) {
        return model;
      }
      // Another took its place meanwhile.
    }
  }

  /** Bytes of an image's pixels, for whichever model takes more. */
  long decodedBytes() {
    long served = serving.decodedBytes();
    return challenger.map(one -> Math.max(served, one.model().decodedBytes())).orElse(served);
  }

  /** The model that serves, which may end at any moment. */
  ServedModel serving() {
    return serving;
  }

  /** Images from here on are scored by another model; this one closes it. */
  synchronized void serve(LoadedModel next) {
    if (closed) {
      next.close();
      return;
    }
    ServedModel last = serving;
    serving = startToServe(next);
    last.end();
  }

  /** A share of the images is scored by another model from here on; this one closes it. */
  synchronized void tryOut(LoadedModel model, Trial trial) {
    if (closed) {
      model.close();
      return;
    }
    Optional<Challenger> last = challenger;
    ServedModel started =
        start(model, config.cache().share(trial.share().share()), ImageWatch.NONE);
    challenger = Optional.of(new Challenger(started, trial, regions, workers));
    last.ifPresent(Challenger::end);
  }

  /** No model is on trial any more. */
  synchronized void endTrial() {
    Optional<Challenger> last = challenger;
    challenger = Optional.empty();
    last.ifPresent(Challenger::end);
  }

  /** Images that wait for a batch of any model. */
  int waiting() {
    return open.stream().mapToInt(ServedModel::waiting).sum();
  }

  /** How long an engine of any model has been busy with one batch, at most. */
  Duration longestRunning() {
    return open.stream()
        .map(ServedModel::longestRunning)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Models that are not closed yet. */
  int count() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(open).forEach(ServedModel::close);
  }
}
