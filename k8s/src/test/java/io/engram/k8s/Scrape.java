package io.engram.k8s;

import io.engram.processor.lane.Lane;
import io.engram.processor.metrics.InFlight;
import io.engram.processor.metrics.ScoringMeters;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.SwapOutcome;
import io.engram.trainer.retrain.RetrainMeters;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;

/** What Prometheus reads. */
final class Scrape {
  private Scrape() {}

  /** From a processor and a trainer that have counted everything, but for Kafka's own. */
  static String ofProcessorAndTrainer() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try {
      new JvmMemoryMetrics().bindTo(registry);
      new ProcessorMetrics().bindTo(registry);
      for (String memory : List.of("engram.gpu.memory.used", "engram.gpu.memory.total")) {
        registry.gauge(memory + ".bytes", Tags.of("gpu", "0"), 1);
      }
      var scoring = new ScoringMeters(registry);
      scoring.watch(InFlight.NOTHING);
      scoring.imageWaitedFor(Lane.INTERACTIVE, Duration.ZERO);
      scoring.imageScored(Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
      scoring.modelServes("m", "1");
      scoring.modelSwapped("m", "1", SwapOutcome.SERVING);
      scoring.driftMeasured("m", "1", DriftFeature.SCORE, 0, false);
      scoring.batchScored(1, Duration.ZERO);
      var retraining = new RetrainMeters(registry);
      retraining.decided(ReleaseDecision.PROMOTED, 0, Duration.ZERO);
      return registry.scrape();
    } finally {
      registry.close();
    }
  }
}
