package io.engram.processor.pipeline;

import io.engram.imaging.ImageDecoder;
import io.engram.processor.batch.Batchers;
import io.engram.processor.content.ContentCache;
import io.engram.processor.metrics.ScoringMetrics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The model that serves, one that may be on trial beside it, and those that still score what they
 * were begun for. Thread-safe.
 */
final class ServedModels implements AutoCloseable {
  private final PipelineConfig config;
  private final Workers workers;
  private final RetryPolicy retries;
  private final ScoringMetrics metrics;
  private final ImageDecoder decoder;
  private final Set<ServedModel> open = ConcurrentHashMap.newKeySet();
  private boolean closed;
  private volatile ServedModel serving;
  private volatile Optional<Trial> trial = Optional.empty();

  private record Trial(ServedModel model, TrialShare share) {}

  /**
   * @param first serves from here on
   */
  ServedModels(
      LoadedModel first,
      PipelineConfig config,
      Workers workers,
      RetryPolicy retries,
      ScoringMetrics metrics) {
    this.config = config;
    this.workers = workers;
    this.retries = retries;
    this.metrics = metrics;
    this.decoder = new ImageDecoder(config.limits());
    this.serving = start(first);
  }

  private ServedModel start(LoadedModel model) {
    Batchers batchers = Batchers.start(model.engines(), model.batches(), metrics::batchScored);
    ContentScorer contents =
        new ContentScorer(
            new ContentCache(config.cache()),
            decoder,
            model.engines().get(0).input(),
            batchers,
            workers,
            retries);
    Results results = new Results(model.manifest(), Clock.systemUTC());
    ServedModel started = new ServedModel(model, batchers, contents, results, open::remove);
    open.add(started);
    return started;
  }

  /**
   * The model for an image, held open for it.
   *
   * @param sha256 of the image's bytes: equal ones are scored by the same model
   */
  ServedModel begin(String sha256) {
    Optional<Trial> tried = trial.filter(one -> one.share().holds(sha256));
    if (tried.isPresent() && tried.get().model().begin()) {
      return tried.get().model();
    }
    while (true) {
      ServedModel model = serving;
      if (model.begin()) {
        return model;
      }
      // Another took its place meanwhile.
    }
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
    serving = start(next);
    last.end();
  }

  /** A share of the images is scored by another model from here on; this one closes it. */
  synchronized void tryOut(LoadedModel challenger, TrialShare share) {
    if (closed) {
      challenger.close();
      return;
    }
    Optional<Trial> last = trial;
    trial = Optional.of(new Trial(start(challenger), share));
    last.ifPresent(one -> one.model().end());
  }

  /** The model that serves scores all images again. */
  synchronized void endTrial() {
    Optional<Trial> last = trial;
    trial = Optional.empty();
    last.ifPresent(one -> one.model().end());
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
