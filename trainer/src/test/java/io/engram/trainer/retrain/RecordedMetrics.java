package io.engram.trainer.retrain;

import io.engram.schemas.ReleaseDecision;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told, and how many updates waited wherever that changed. */
final class RecordedMetrics implements RetrainMetrics {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Integer> waiting = new CopyOnWriteArrayList<>();

  List<String> told() {
    return told;
  }

  List<Integer> waiting() {
    return waiting;
  }

  @Override
  public void updatesWaiting(int updates) {
    if (waiting.isEmpty() || waiting.get(waiting.size() - 1) != updates) {
      waiting.add(updates);
    }
  }

  @Override
  public void trainingStarted() {
    told.add("started");
  }

  @Override
  public void epochEnded(int epoch, int epochs, double correlation) {
    told.add("epoch %d of %d: %s".formatted(epoch, epochs, correlation));
  }

  @Override
  public void decided(ReleaseDecision decision, double gain, Duration took) {
    told.add("%s by %s in %s".formatted(decision, gain, took));
  }

  @Override
  public void refused() {
    told.add("refused");
  }
}
