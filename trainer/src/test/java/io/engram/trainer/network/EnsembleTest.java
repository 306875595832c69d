package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnsembleTest {

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void shouldAverageItsMembers() {
    var one = TestNetwork.random(manager, 1);
    var two = TestNetwork.random(manager, 2);
    var photographs = manager.randomUniform(0, 1, new Shape(2, 3, 64, 64));
    var mean = one.heatmaps(photographs).add(two.heatmaps(photographs)).div(2);
    assertThat(new Ensemble(List.of(one, two), false).heatmaps(photographs).toFloatArray())
        .containsExactly(mean.toFloatArray(), within(1e-6f));
  }

  @Test
  void shouldSeeAMirrorImageAsTheMirroredMap() {
    var ensemble = new Ensemble(List.of(TestNetwork.random(manager, 1)), true);
    var photographs = manager.randomUniform(0, 1, new Shape(1, 3, 64, 64));
    assertThat(ensemble.heatmaps(photographs.flip(3)).flip(3).toFloatArray())
        .containsExactly(ensemble.heatmaps(photographs).toFloatArray(), within(1e-6f));
  }

  @Test
  void shouldRefuseMembersOfUnequalSizes() {
    var small = TestNetwork.random(new LightConfig(32, 8, 0), manager, 1);
    var large = TestNetwork.random(manager, 1);
    assertThatThrownBy(() -> new Ensemble(List.of(small, large), false))
        .hasMessageContaining("must take one input size");
    assertThatThrownBy(() -> new Ensemble(List.of(), false)).hasMessageContaining("at least one");
  }
}
