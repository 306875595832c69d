package io.engram.processor.pipeline;

import io.engram.imaging.ImageDecoder;
import io.engram.processor.batch.Batchers;
import io.engram.processor.content.ContentCache;
import io.engram.processor.metrics.ScoringMetrics;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The model that serves, and those that still score what they were begun for. Thread-safe. */
final class ServedModels implements AutoCloseable {
  private final PipelineConfig config;
  private final Workers workers;
  private final RetryPolicy retries;
  private final ScoringMetrics metrics;
  private final ImageDecoder decoder;
  private final Set<ServedModel> open = ConcurrentHashMap.newKeySet();
  private volatile ServedModel serving;

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

  /** The model for the next image, held open for it. */
  ServedModel begin() {
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
    ServedModel last = serving;
    serving = start(next);
    last.end();
  }

  /** Models that are not closed yet. */
  int count() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    List.copyOf(open).forEach(ServedModel::close);
  }
}
