package io.engram.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorrelationLossTest {

  private final CorrelationLoss loss = new CorrelationLoss(4, 1, 1, 0.5f);
  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void shouldVanishForAPerfectPrediction() {
    float[] map = {0, .2f, .4f, 1, 1, 0, 0, .2f};
    assertThat(of(map, map)).isCloseTo(0, within(1e-4f));
  }

  @Test
  void shouldAddDistanceAndWeightedCorrelations() {
    float[] actual = {0, 0, 1, 1, 0, 0, 1, 1};
    float[] predicted = {0, 0, 1, 1, 1, 1, 0, 0};
    // Distance 4 * 4/8. True schema rho 1, false schema -1, the sum's prediction constant, so 0:
    // (1 * 0 + 1 * 2 + 0.5 * 1) / 2.5.
    assertThat(of(predicted, actual)).isCloseTo(2 + 1, within(1e-4f));
  }

  @Test
  void shouldLeaveABlankFalseSchemaOut() {
    float[] actual = {0, 0, 1, 1, 0, 0, .01f, 0};
    float[] predicted = {0, 0, 1, 1, 0, 0, 0, 0};
    // The true schema is perfect; the sum nearly so; the false schema would have cost 1 / 2.5.
    assertThat(of(predicted, actual)).isCloseTo(4 * .01f / 8, within(1e-3f));
  }

  @Test
  void shouldPullThePredictionTowardsTheMap() {
    float[] actual = {0, 0, 1, 1, 0, 1, 0, 1};
    var predicted = manager.create(new float[] {.5f, .4f, .5f, .6f, .5f, .5f, .4f, .6f}, shape());
    predicted.setRequiresGradient(true);
    try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      collector.backward(loss.of(predicted, manager.create(actual, shape())));
    }
    var gradient = predicted.getGradient().toFloatArray();
    assertThat(gradient[0]).isPositive();
    assertThat(gradient[2]).isNegative();
    assertThat(gradient[5]).isNegative();
  }

  private float of(float[] predicted, float[] actual) {
    return loss.of(manager.create(predicted, shape()), manager.create(actual, shape())).getFloat();
  }

  private static Shape shape() {
    return new Shape(1, 2, 2, 2);
  }
}
