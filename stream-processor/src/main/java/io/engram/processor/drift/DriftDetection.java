package io.engram.processor.drift;

import io.engram.model.bundle.Manifest;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.report.Reports;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelDrift;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells when what a processor's models score has drifted, and when no more. Thread-safe. */
public final class DriftDetection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DriftDetection.class);

  /**
   * The connection to Kafka.
   *
   * @param updates readers of committed records of {@code dataset-updates}, outside of any group
   * @param values reads values of {@code dataset-updates}
   * @param reports to {@code model-drift} and {@code dataset-updates}; stay the caller's
   */
  public record Clients(
      Supplier<Consumer<String, byte[]>> updates,
      Deserializer<DatasetUpdated> values,
      Reports reports) {}

  private final DriftConfig config;
  private final String processor;
  private final Reports reports;
  private final ScoringMetrics metrics;
  private final Clock clock;
  private final Optional<RetrainRequests> requests;

  private DriftDetection(
      DriftConfig config, String processor, Clients clients, ScoringMetrics metrics, Clock clock) {
    this.config = config;
    this.processor = processor;
    this.reports = clients.reports();
    this.metrics = metrics;
    this.clock = clock;
    this.requests =
        config
            .dataset()
            .map(
                dataset ->
                    new RetrainRequests(
                        dataset,
                        new DatasetUpdates(clients.updates(), clients.values()),
                        update -> reports.send(Topic.DATASET_UPDATES, dataset, update),
                        clock));
  }

  /**
   * @param processor name of this processor
   */
  public static DriftDetection open(
      DriftConfig config, String processor, Clients clients, ScoringMetrics metrics) {
    return new DriftDetection(config, processor, clients, metrics, Clock.systemUTC());
  }

  /** A watch of what a model scores from here on. */
  public ImageWatch watch(Manifest model) {
    DriftEvents events = new DriftEvents(processor, model);
    return DriftMonitor.of(model, config, window -> ended(model, events, window), clock);
  }

  private void ended(Manifest model, DriftEvents events, DriftWindow window) {
    for (FeatureDrift drift : window.features()) {
      metrics.driftMeasured(
          model.name(), model.version(), drift.feature(), drift.index(), drift.isDrifting());
      if (drift.isNews()) {
        tell(events.event(window, drift));
      }
    }
    requests.ifPresent(
        asking -> {
          if (window.isDrifting()) {
            asking.request();
          } else {
            asking.rearm();
          }
        });
  }

  private void tell(ModelDrift event) {
    reports.send(Topic.MODEL_DRIFT, processor, event);
    log.atLevel(event.getDrifting() ? Level.WARN : Level.INFO)
        .log(
            "Model {} {}: {} (stability index {}, limit {}, {} images)",
            event.getModelName(),
            event.getModelVersion(),
            event.getDetail(),
            rounded(event.getStabilityIndex()),
            rounded(event.getLimit()),
            event.getImages());
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  @Override
  public void close() {
    requests.ifPresent(RetrainRequests::close);
  }
}
