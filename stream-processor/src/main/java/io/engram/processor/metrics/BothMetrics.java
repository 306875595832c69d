package io.engram.processor.metrics;

import io.engram.processor.lane.Lane;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.FailureReason;
import io.engram.schemas.SwapOutcome;
import java.time.Duration;

/** Two that count the same. */
record BothMetrics(ScoringMetrics one, ScoringMetrics other) implements ScoringMetrics {
  @Override
  public void watch(InFlight processor) {
    one.watch(processor);
    other.watch(processor);
  }

  @Override
  public void imageAdmitted() {
    one.imageAdmitted();
    other.imageAdmitted();
  }

  @Override
  public void imageScored(Duration decode, Duration wait, Duration regions, boolean cached) {
    one.imageScored(decode, wait, regions, cached);
    other.imageScored(decode, wait, regions, cached);
  }

  @Override
  public void imageWaitedFor(Lane lane, Duration latency) {
    one.imageWaitedFor(lane, latency);
    other.imageWaitedFor(lane, latency);
  }

  @Override
  public void imageFailed(FailureReason reason) {
    one.imageFailed(reason);
    other.imageFailed(reason);
  }

  @Override
  public void modelServes(String model, String version) {
    one.modelServes(model, version);
    other.modelServes(model, version);
  }

  @Override
  public void modelSwapped(String model, String version, SwapOutcome outcome) {
    one.modelSwapped(model, version, outcome);
    other.modelSwapped(model, version, outcome);
  }

  @Override
  public void driftMeasured(
      String model, String version, DriftFeature feature, double index, boolean drifting) {
    one.driftMeasured(model, version, feature, index, drifting);
    other.driftMeasured(model, version, feature, index, drifting);
  }

  @Override
  public void batchScored(int size, Duration inference) {
    one.batchScored(size, inference);
    other.batchScored(size, inference);
  }
}
