package io.engram.trainer.strategy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import io.engram.trainer.loss.HeatmapLoss;
import io.engram.trainer.network.HeatmapNetwork;
import java.util.Map;
import java.util.Optional;

/** The generator minimises {@code loss(G(image), Lr)}, with people's map Lr. */
public final class Supervised implements Strategy {

  private final HeatmapNetwork generator;
  private final Learner learner;
  private final HeatmapLoss loss;

  /** Trains {@code generator} through {@code learner}. */
  public Supervised(HeatmapNetwork generator, Learner learner, HeatmapLoss loss) {
    this.generator = generator;
    this.learner = learner;
    this.loss = loss;
  }

  @Override
  public Losses step(Example batch, long step) {
    double value = backward(batch);
    learner.learn(step, value);
    return new Losses(value, Optional.empty());
  }

  private double backward(Example batch) {
    try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      var painted = generator.paint(batch.photographs(), batch.side(), true);
      var distance = loss.of(painted, batch.paintings());
      collector.backward(distance);
      return distance.getFloat();
    }
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of();
  }
}
