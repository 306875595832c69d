package io.engram.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.engram.trainer.network.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptimiseTest {

  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = engine.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void shouldMakeTheNetworkFollowTheVector() {
    var network = TestNetwork.random(manager, 1);
    var photograph = manager.ones(new Shape(2, 3, 64, 64));
    var before = network.apply(photograph, false).toFloatArray();
    var vector = ParameterVector.bind(network, manager);
    assertThat(network.apply(photograph, false).toFloatArray()).isEqualTo(before);

    vector.values().set(new NDIndex(":"), manager.zeros(vector.values().getShape()));
    assertThat(network.apply(photograph, false).toFloatArray()).containsOnly(0);
  }

  @Test
  void shouldPutMatricesFirstAndStatisticsLast() {
    var vector = ParameterVector.bind(TestNetwork.random(manager, 1), manager);
    long decayed = vector.decayed().size();
    long trained = vector.trained().size();
    assertThat(decayed).isLessThan(trained);
    assertThat(trained).isLessThan(vector.values().size());
    vector.decayed().muli(0);
    assertThat(vector.trained().get("0:{}", decayed).abs().sum().getFloat()).isZero();
    assertThat(vector.trained().get("{}:", decayed).abs().sum().getFloat()).isPositive();
  }

  @Test
  void shouldTakeEachGradientOnce() {
    var network = TestNetwork.random(manager, 1);
    var vector = ParameterVector.bind(network, manager);
    try (var collector = engine.newGradientCollector()) {
      collector.backward(network.apply(manager.ones(new Shape(2, 3, 64, 64)), true).sum());
    }
    assertThat(vector.takeGradient().norm().getFloat()).isPositive();
    assertThat(vector.takeGradient().norm().getFloat()).isZero();
  }

  @Test
  void shouldTellWhichNumbersBelongToAParameter() {
    var network = TestNetwork.random(manager, 1);
    var vector = ParameterVector.bind(network, manager);
    var last =
        network.getParameters().values().stream()
            .filter(parameter -> parameter.getName().equals("bias"))
            .reduce((a, b) -> b)
            .orElseThrow();
    last.getArray().muli(0).addi(7);
    var shares = vector.shares(List.of(last), 0.25);
    var values = vector.trained().toFloatArray();
    assertThat(shares).hasSize(values.length);
    for (int i = 0; i < shares.length; i++) {
      assertThat(shares[i]).isEqualTo(values[i] == 7 ? 0.25f : 1);
    }
  }

  @Test
  void shouldFollowAdamWsEquations() {
    var vector = ParameterVector.bind(TestNetwork.random(manager, 1), manager);
    var optimiser = new AdamW(0.9, 0.999, 0.1).on(vector, manager);
    long biases = vector.decayed().size();
    double matrix = vector.trained().getFloat(0);
    double bias = vector.trained().getFloat(biases);
    double m = 0;
    double v = 0;
    for (int step = 1; step <= 3; step++) {
      double g = 0.5 * step;
      optimiser.step(manager.full(vector.trained().getShape(), (float) g), 0.01, step);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double change =
          m / (1 - Math.pow(0.9, step)) / (Math.sqrt(v / (1 - Math.pow(0.999, step))) + 1e-8);
      matrix = matrix - 0.01 * 0.1 * matrix - 0.01 * change;
      bias = bias - 0.01 * change;
    }
    assertThat(vector.trained().getFloat(0)).isCloseTo((float) matrix, within(1e-6f));
    assertThat(vector.trained().getFloat(biases)).isCloseTo((float) bias, within(1e-6f));
  }

  @Test
  void shouldLeaveStatisticsToTheNorms() {
    var vector = ParameterVector.bind(TestNetwork.random(manager, 1), manager);
    long trained = vector.trained().size();
    var before = vector.values().get("{}:", trained).toFloatArray();
    new AdamW(0.9, 0.999, 0.1)
        .on(vector, manager)
        .step(manager.ones(vector.trained().getShape()), 1, 1);
    assertThat(vector.values().get("{}:", trained).toFloatArray()).isEqualTo(before);
  }

  @Test
  void shouldShortenLongGradientsOnly() {
    var gradient = manager.create(new float[] {3, 4});
    assertThat(GradientClip.clip(gradient, 10)).isEqualTo(5);
    assertThat(gradient.toFloatArray()).containsExactly(3, 4);
    assertThat(GradientClip.clip(gradient, 1)).isEqualTo(5);
    assertThat(gradient.toFloatArray()).containsExactly(new float[] {.6f, .8f}, within(1e-6f));
  }

  @Test
  void shouldForgetTheFirstWeightsSoonAndLaterOnesSlowly() {
    var average = manager.zeros(new Shape(1));
    var moving = new MovingAverage(average, 0.99);
    moving.add(manager.ones(new Shape(1)), 1);
    assertThat(average.getFloat(0)).isCloseTo(10 / 11f, within(1e-6f));
    moving.add(manager.zeros(new Shape(1)), 100_000);
    assertThat(average.getFloat(0)).isCloseTo(.99f * 10 / 11f, within(1e-6f));
  }
}
