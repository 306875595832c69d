package io.engram.trainer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.engram.trainer.loss.L1Loss;
import io.engram.trainer.network.Discriminator;
import io.engram.trainer.network.DiscriminatorConfig;
import io.engram.trainer.network.DiscriminatorConfig.Verdict;
import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.network.LightConfig;
import io.engram.trainer.network.Normalization;
import io.engram.trainer.optimise.OptimiserConfig;
import io.engram.trainer.optimise.Schedule;
import io.engram.trainer.optimise.Sgd;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdversarialTest {

  private static final int SIDE = 32;
  private static final float LAMBDA = 10;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
  private HeatmapNetwork generator;
  private Discriminator discriminator;
  private Learner opponent;
  private Adversarial strategy;
  private Example batch;

  @BeforeEach
  void start() {
    // Steps too small to change a loss, so that the equations can be followed from outside.
    var still = new OptimiserConfig(new Sgd(0, 0), 1e-12, new Schedule.Constant(), 0);
    var config =
        new AdversarialConfig(
            new L1Loss(),
            LAMBDA,
            new DiscriminatorConfig(List.of(4, 8), 4, Normalization.NONE, Verdict.PATCHES),
            still);
    generator = new LightConfig(SIDE, 8, 0).build();
    generator.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIDE, SIDE));
    discriminator = new Discriminator(config.discriminator(), 2);
    discriminator.initialize(manager, DataType.FLOAT32, new Shape(1, 5, SIDE, SIDE));
    opponent = new Learner(discriminator, still, 10, manager);
    var learner = new Learner(generator, still, 10, manager);
    strategy = new Adversarial(generator, learner, discriminator, opponent, config);
    batch =
        new Example(
            manager.randomUniform(0, 1, new Shape(4, 3, SIDE, SIDE)),
            manager.randomUniform(0, 1, new Shape(4, 2, SIDE, SIDE)));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void shouldFollowItsEquations() {
    var painted = generator.paint(batch.photographs(), SIDE, true);
    var ofPainted = discriminator.judge(batch.photographs(), painted);
    var ofReal = discriminator.judge(batch.photographs(), batch.paintings());
    float told =
        (ofPainted.square().mean().getFloat() + ofReal.sub(1).square().mean().getFloat()) / 2;
    float deceived = ofPainted.sub(1).square().mean().getFloat();
    float distance = painted.sub(batch.paintings()).abs().mean().getFloat();

    var losses = strategy.step(batch, 1);

    var contest = losses.contest().orElseThrow();
    assertThat(contest.discriminator()).isCloseTo(told, within(1e-4));
    assertThat(contest.generator()).isCloseTo(deceived, within(1e-4));
    assertThat(losses.generator()).isCloseTo(deceived + LAMBDA * distance, within(1e-3));
  }

  @Test
  void shouldNotTeachTheDiscriminatorToBeDeceived() {
    strategy.step(batch, 1);
    assertThat(opponent.weights().takeGradient().norm().getFloat()).isZero();
  }
}
