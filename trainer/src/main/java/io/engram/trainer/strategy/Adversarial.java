package io.engram.trainer.strategy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import io.engram.trainer.loss.HeatmapLoss;
import io.engram.trainer.loss.LeastSquares;
import io.engram.trainer.network.Discriminator;
import io.engram.trainer.network.HeatmapNetwork;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A conditional GAN (Isola et al., 2017, with the losses of Mao et al., 2017). With the image, the
 * generated painting Lf = G(image) and people's Lr, in each step
 *
 * <pre>
 * the discriminator minimises  0.5 (MSE(D(Lf, image), 0) + MSE(D(Lr, image), 1))
 * the generator     minimises  MSE(D(Lf, image), 1) + lambda loss(Lf, Lr)
 * </pre>
 */
public final class Adversarial implements Strategy {

  private final HeatmapNetwork generator;
  private final Learner generatorLearner;
  private final Discriminator discriminator;
  private final Learner discriminatorLearner;
  private final HeatmapLoss loss;
  private final float lambda;

  /** Trains {@code generator} and {@code discriminator}, each through its learner. */
  public Adversarial(
      HeatmapNetwork generator,
      Learner generatorLearner,
      Discriminator discriminator,
      Learner discriminatorLearner,
      AdversarialConfig config) {
    this.generator = generator;
    this.generatorLearner = generatorLearner;
    this.discriminator = discriminator;
    this.discriminatorLearner = discriminatorLearner;
    this.loss = config.loss();
    // As an array's type: doubles would turn the loss into one.
    this.lambda = (float) config.lambda();
  }

  @Override
  public Losses step(Example batch, long step) {
    double distance;
    Losses.Contest contest;
    // One collector, so that the generator paints once for both.
    try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      var painted = generator.paint(batch.photographs(), batch.side(), true);
      double told = trainDiscriminator(collector, batch, painted, step);
      discriminatorLearner.weights().setTrainable(false);
      var deceived = LeastSquares.towardsReal(judge(batch, painted));
      var total = loss.of(painted, batch.paintings()).mul(lambda).add(deceived);
      collector.backward(total);
      discriminatorLearner.weights().setTrainable(true);
      distance = total.getFloat();
      contest = new Losses.Contest(deceived.getFloat(), told);
    }
    generatorLearner.learn(step, distance);
    return new Losses(distance, Optional.of(contest));
  }

  private double trainDiscriminator(
      GradientCollector collector, Example batch, NDArray painted, long step) {
    var generated = LeastSquares.towardsGenerated(judge(batch, painted.stopGradient()));
    var real = LeastSquares.towardsReal(judge(batch, batch.paintings()));
    var total = generated.add(real).div(2);
    collector.backward(total);
    double value = total.getFloat();
    discriminatorLearner.learn(step, value);
    return value;
  }

  private NDArray judge(Example batch, NDArray paintings) {
    return discriminator.judge(batch.photographs(), paintings);
  }

  @Override
  public Map<String, NDArray> state() {
    var state = new TreeMap<String, NDArray>();
    discriminatorLearner
        .state()
        .forEach((name, array) -> state.put("discriminator." + name, array));
    return state;
  }
}
