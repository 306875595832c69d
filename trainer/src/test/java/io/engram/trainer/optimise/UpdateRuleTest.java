package io.engram.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.engram.trainer.network.TestNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds each rule, on one matrix weight and three unequal gradients, against its equations. */
class UpdateRuleTest {

  private static final double RATE = 0.1;
  private static final double DECAY = 0.01;
  private static final double[] GRADIENTS = {0.5, -1, 2};

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** One step of a weight on its own, written out. */
  private interface Equations {
    double step(double weight, double gradient, int step);
  }

  private void shouldFollow(UpdateRule rule, Equations equations) {
    var vector = ParameterVector.bind(TestNetwork.random(manager, 1), manager);
    var optimiser = rule.on(vector, manager);
    double weight = vector.trained().getFloat(0);
    for (int step = 1; step <= GRADIENTS.length; step++) {
      double gradient = GRADIENTS[step - 1];
      optimiser.step(manager.full(vector.trained().getShape(), (float) gradient), RATE, step);
      weight = equations.step(weight, gradient, step);
      assertThat(vector.trained().getFloat(0)).isCloseTo((float) weight, within(2e-5f));
    }
  }

  @Test
  void shouldFollowSgd() {
    var velocity = new double[1];
    shouldFollow(
        new Sgd(0.9, DECAY),
        (w, g, t) -> {
          velocity[0] = 0.9 * velocity[0] + g + DECAY * w;
          return w - RATE * velocity[0];
        });
  }

  @Test
  void shouldFollowAdam() {
    var moments = new double[2];
    shouldFollow(
        new Adam(0.5, 0.9, DECAY),
        (w, g, t) -> {
          double decayed = g + DECAY * w;
          moments[0] = 0.5 * moments[0] + 0.5 * decayed;
          moments[1] = 0.9 * moments[1] + 0.1 * decayed * decayed;
          double mean = moments[0] / (1 - Math.pow(0.5, t));
          double square = moments[1] / (1 - Math.pow(0.9, t));
          return w - RATE * mean / (Math.sqrt(square) + 1e-8);
        });
  }

  @Test
  void shouldFollowAdagrad() {
    var sum = new double[1];
    shouldFollow(
        new Adagrad(DECAY),
        (w, g, t) -> {
          double decayed = g + DECAY * w;
          sum[0] += decayed * decayed;
          return w - RATE * decayed / (Math.sqrt(sum[0]) + 1e-10);
        });
  }

  @Test
  void shouldFollowAdadelta() {
    var means = new double[2];
    shouldFollow(
        new Adadelta(0.9, DECAY),
        (w, g, t) -> {
          double decayed = g + DECAY * w;
          means[0] = 0.9 * means[0] + 0.1 * decayed * decayed;
          double change = Math.sqrt(means[1] + 1e-6) / Math.sqrt(means[0] + 1e-6) * decayed;
          means[1] = 0.9 * means[1] + 0.1 * change * change;
          return w - RATE * change;
        });
  }

  @Test
  void shouldDecayMatricesOnly() {
    var vector = ParameterVector.bind(TestNetwork.random(manager, 1), manager);
    long biases = vector.decayed().size();
    float bias = vector.trained().getFloat(biases);
    float matrix = vector.trained().getFloat(0);
    new Sgd(0, 0.5).on(vector, manager).step(manager.zeros(vector.trained().getShape()), 1, 1);
    assertThat(vector.trained().getFloat(biases)).isEqualTo(bias);
    assertThat(vector.trained().getFloat(0)).isCloseTo(matrix / 2, within(1e-7f));
  }

  @Test
  void shouldRefuseWhatIsNoShare() {
    assertThatThrownBy(() -> new Adam(1, 0.9, 0))
        .hasMessage("rule.beta1 must be in [0,1), was 1.0");
    assertThatThrownBy(() -> new Sgd(0, -1)).hasMessage("rule.decay must be >= 0, was -1.0");
  }
}
