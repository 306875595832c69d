package io.engram.processor.metrics;

import io.engram.processor.lane.Lane;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.FailureReason;
import io.engram.schemas.SwapOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Counts into a Micrometer registry; docs/metrics.md lists the names. */
public final class ScoringMeters implements ScoringMetrics {
  /** A bulk job may have waited for hours; where it was so long does not matter. */
  private static final Duration LONGEST_LATENCY = Duration.ofMinutes(5);

  private final MeterRegistry registry;
  private final Counter admitted;
  private final Counter fresh;
  private final Counter cached;
  private final Map<Lane, Timer> latencies = new EnumMap<>(Lane.class);
  private final Timer decode;
  private final Timer wait;
  private final Timer regions;
  private final Timer inference;
  private final DistributionSummary batchSize;
  private final MultiGauge serving;
  private final MultiGauge driftIndex;
  private final MultiGauge drifting;
  private final Map<Watched, Drift> drifts = new HashMap<>();
  private String servingVersion;

  private record Watched(String model, String version, DriftFeature feature) {
    Tags tags() {
      return Tags.of("model", model, "version", version, "feature", word(feature));
    }
  }

  private record Drift(double index, boolean drifting) {}

  /** Counts into {@code registry}, which stays the caller's to close. */
  public ScoringMeters(MeterRegistry registry) {
    this.registry = registry;
    this.admitted = registry.counter("engram.images.admitted");
    this.fresh = registry.counter("engram.images.scored", "cached", "false");
    this.cached = registry.counter("engram.images.scored", "cached", "true");
    for (Lane lane : Lane.values()) {
      latencies.put(lane, histogram("engram.image.latency", "lane", word(lane), LONGEST_LATENCY));
    }
    this.decode = stage("decode");
    this.wait = stage("wait");
    this.regions = stage("regions");
    this.inference = registry.timer("engram.batch.inference");
    this.batchSize = registry.summary("engram.batch.images");
    this.serving = MultiGauge.builder("engram.model.serving").register(registry);
    this.driftIndex = MultiGauge.builder("engram.drift.index").register(registry);
    this.drifting = MultiGauge.builder("engram.drift.drifting").register(registry);
    for (FailureReason reason : FailureReason.values()) {
      failed(reason);
    }
  }

  /** With percentiles to aggregate over processors: a mean hides what people wait for. */
  private Timer histogram(String name, String tag, String value, Duration longest) {
    return Timer.builder(name)
        .tag(tag, value)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(longest)
        .register(registry);
  }

  private Timer stage(String name) {
    return histogram("engram.image.stage", "stage", name, Duration.ofSeconds(10));
  }

  @Override
  public void watch(InFlight processor) {
    for (Lane lane : Lane.values()) {
      Gauge.builder("engram.images.inflight", processor, one -> one.images(lane))
          .tag("lane", word(lane))
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder("engram.image.oldest", processor, one -> seconds(one.oldest()))
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
    queue("reader", processor, InFlight::waitingForReader);
    queue("batch", processor, InFlight::waitingForBatch);
    Gauge.builder("engram.windows.full", processor, InFlight::fullWindows)
        .strongReference(true)
        .register(registry);
  }

  private void queue(String name, InFlight processor, ToDoubleFunction<InFlight> depth) {
    Gauge.builder("engram.queue.images", processor, depth)
        .tag("for", name)
        .strongReference(true)
        .register(registry);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  @Override
  public void imageAdmitted() {
    admitted.increment();
  }

  @Override
  public void imageScored(Duration decoded, Duration waited, Duration regioned, boolean isCached) {
    (isCached ? cached : fresh).increment();
    decode.record(decoded);
    wait.record(waited);
    regions.record(regioned);
  }

  @Override
  public void imageWaitedFor(Lane lane, Duration waited) {
    latencies.get(lane).record(waited);
  }

  @Override
  public void imageFailed(FailureReason reason) {
    failed(reason).increment();
  }

  private Counter failed(FailureReason reason) {
    return registry.counter("engram.images.failed", "reason", word(reason));
  }

  @Override
  public synchronized void modelServes(String model, String version) {
    serving.register(List.of(Row.of(Tags.of("model", model, "version", version), 1)), true);
    servingVersion = version;
    drifts.clear();
    showDrifts();
  }

  @Override
  public void modelSwapped(String model, String version, SwapOutcome outcome) {
    registry
        .counter("engram.model.swaps", "model", model, "version", version, "outcome", word(outcome))
        .increment();
  }

  @Override
  public synchronized void driftMeasured(
      String model, String version, DriftFeature feature, double index, boolean isDrifting) {
    if (!version.equals(servingVersion)) {
      return; // Of a model that still scores what it was begun for.
    }
    drifts.put(new Watched(model, version, feature), new Drift(index, isDrifting));
    showDrifts();
  }

  private void showDrifts() {
    driftIndex.register(rows(Drift::index), true);
    drifting.register(rows(drift -> drift.drifting() ? 1 : 0), true);
  }

  private List<Row<?>> rows(ToDoubleFunction<Drift> value) {
    List<Row<?>> rows = new ArrayList<>();
    drifts.forEach(
        (watched, drift) -> rows.add(Row.of(watched.tags(), value.applyAsDouble(drift))));
    return rows;
  }

  @Override
  public void batchScored(int size, Duration took) {
    batchSize.record(size);
    inference.record(took);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
