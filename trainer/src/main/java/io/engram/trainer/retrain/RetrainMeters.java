package io.engram.trainer.retrain;

import io.engram.schemas.ReleaseDecision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts into a Micrometer registry; docs/metrics.md lists the names. */
public final class RetrainMeters implements RetrainMetrics {
  private final MeterRegistry registry;
  private final Counter started;
  private final Counter refused;
  private final Timer took;
  private final AtomicInteger waiting;
  private final AtomicInteger epoch;
  private final AtomicInteger epochs;
  private final AtomicReference<Double> correlation = new AtomicReference<>(Double.NaN);
  private final AtomicReference<Double> gain = new AtomicReference<>(Double.NaN);

  /** Counts into {@code registry}, which stays the caller's to close. */
  public RetrainMeters(MeterRegistry registry) {
    this.registry = registry;
    this.started = registry.counter("engram.retrain.started");
    this.refused = registry.counter("engram.retrain.refused");
    this.took = registry.timer("engram.retrain.duration");
    this.waiting = registry.gauge("engram.retrain.waiting", new AtomicInteger());
    this.epoch = registry.gauge("engram.retrain.epoch", new AtomicInteger());
    this.epochs = registry.gauge("engram.retrain.epochs", new AtomicInteger());
    registry.gauge("engram.retrain.correlation", correlation, AtomicReference::get);
    registry.gauge("engram.retrain.gain", gain, AtomicReference::get);
    decided(ReleaseDecision.PROMOTED);
    decided(ReleaseDecision.REJECTED);
  }

  @Override
  public void updatesWaiting(int updates) {
    waiting.set(updates);
  }

  @Override
  public void trainingStarted() {
    started.increment();
    epoch.set(0);
  }

  @Override
  public void epochEnded(int ended, int of, double reached) {
    epoch.set(ended);
    epochs.set(of);
    correlation.set(reached);
  }

  @Override
  public void decided(ReleaseDecision decision, double over, Duration time) {
    decided(decision).increment();
    gain.set(over);
    took.record(time);
  }

  private Counter decided(ReleaseDecision decision) {
    return registry.counter(
        "engram.retrain.decided", "decision", decision.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void refused() {
    refused.increment();
  }
}
