package io.engram.trainer.strategy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import io.engram.trainer.loss.HeatmapLoss;
import io.engram.trainer.network.Bilinear;
import io.engram.trainer.network.HeatmapModel;
import io.engram.trainer.network.HeatmapNetwork;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what several teachers know together into one network (Hinton et al., 2015): the generator
 * minimises {@code (1 - share) loss(G(image), Lr) + share loss(G(image), T(image))}, with people's
 * map Lr and the teachers' heatmap T of the image as it was varied for this step.
 */
public final class Distilled implements Strategy {

  private final HeatmapNetwork generator;
  private final Learner learner;
  private final HeatmapModel teacher;
  private final HeatmapLoss loss;
  private final float share;

  /** Trains {@code generator} through {@code learner}; {@code teacher} stays as it is. */
  public Distilled(
      HeatmapNetwork generator, Learner learner, HeatmapModel teacher, DistilledConfig config) {
    this.generator = generator;
    this.learner = learner;
    this.teacher = teacher;
    this.loss = config.loss();
    this.share = (float) config.share();
  }

  @Override
  public Losses step(Example batch, long step) {
    double value = backward(batch);
    learner.learn(step, value);
    return new Losses(value, Optional.empty());
  }

  private double backward(Example batch) {
    // Outside the collector, which would remember the teachers' way for a backward pass.
    var taught = Bilinear.shrink(teacher.heatmaps(batch.photographs()), batch.side());
    var teaching = generator.coding().paint(taught, batch.photographs());
    try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      var painted = generator.paint(batch.photographs(), batch.side(), true);
      var people = loss.of(painted, batch.paintings()).mul(1 - share);
      var total = loss.of(painted, teaching).mul(share).add(people);
      collector.backward(total);
      return total.getFloat();
    }
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of();
  }
}
