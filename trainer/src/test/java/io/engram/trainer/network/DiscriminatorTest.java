package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.engram.trainer.network.DiscriminatorConfig.Verdict;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscriminatorTest {

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Discriminator discriminator(List<Integer> channels, int kernel, Verdict verdict) {
    // Without norms, which would carry a change in one corner to everywhere.
    var config = new DiscriminatorConfig(channels, kernel, Normalization.NONE, verdict);
    var discriminator = new Discriminator(config, 2);
    TestNetwork.fill(discriminator, new Shape(1, 5, 64, 64), manager, 1);
    return discriminator;
  }

  private NDArray judge(Discriminator discriminator, NDArray paintings) {
    return discriminator.judge(manager.zeros(new Shape(1, 3, 64, 64)), paintings);
  }

  @Test
  void shouldGiveOneScoreForTheWholeOrAGrid() {
    var paintings = manager.zeros(new Shape(1, 2, 64, 64));
    assertThat(judge(discriminator(List.of(8, 8), 4, Verdict.WHOLE), paintings).getShape())
        .isEqualTo(new Shape(1, 1, 1, 1));
    assertThat(judge(discriminator(List.of(8, 8, 8), 4, Verdict.PATCHES), paintings).getShape())
        .isEqualTo(new Shape(1, 1, 14, 14));
    assertThat(judge(discriminator(List.of(8), 1, Verdict.PATCHES), paintings).getShape())
        .isEqualTo(new Shape(1, 1, 64, 64));
  }

  /** Changes one pixel and counts the scores that notice, which must be those of its patches. */
  @Test
  void shouldLookAtPatchesOfTheSizeItSays() {
    var discriminator = discriminator(List.of(8, 8), 4, Verdict.PATCHES);
    int patch =
        new DiscriminatorConfig(List.of(8, 8), 4, Normalization.NONE, Verdict.PATCHES).patch();
    assertThat(patch).isEqualTo(16);
    var blank = manager.zeros(new Shape(1, 2, 64, 64));
    var dot = manager.zeros(new Shape(1, 2, 64, 64));
    dot.set(new NDIndex("0,0,32,32"), 100f);
    var noticed = judge(discriminator, dot).sub(judge(discriminator, blank)).abs();
    long columns = noticed.max(new int[] {2}).gt(0).countNonzero().getLong();
    assertThat(columns).isEqualTo(patch / 2);
  }

  @Test
  void shouldKnowThePatchesOfTheLiterature() {
    assertThat(patch(1)).isEqualTo(7);
    assertThat(patch(3)).isEqualTo(34);
    assertThat(patch(4)).isEqualTo(70);
    assertThat(patch(5)).isEqualTo(142);
    assertThat(
            new DiscriminatorConfig(List.of(8, 8), 1, Normalization.BATCH, Verdict.PATCHES).patch())
        .isEqualTo(1);
  }

  private static int patch(int layers) {
    var channels = Collections.nCopies(layers, 8);
    return new DiscriminatorConfig(channels, 4, Normalization.BATCH, Verdict.PATCHES).patch();
  }

  @Test
  void shouldRefusePicturesThatItWouldShrinkToNothing() {
    var config =
        new DiscriminatorConfig(List.of(8, 8, 8, 8, 8), 4, Normalization.BATCH, Verdict.PATCHES);
    config.requireFits(64);
    assertThatThrownBy(() -> config.requireFits(32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too many layers for pictures of 32 pixels");
  }
}
