package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashSplitTest {

  private static final List<String> NAMES =
      IntStream.range(0, 2000).mapToObj(i -> "image" + i + ".jpg").toList();

  @Test
  void shouldTakeAboutTheShareAskedFor() {
    var split = HashSplit.of(NAMES, 0.125);
    assertThat(split.validation()).hasSizeBetween(210, 290);
    assertThat(split.training()).hasSize(2000 - split.validation().size());
    assertThat(split.training()).doesNotContainAnyElementsOf(split.validation());
  }

  @Test
  void shouldMoveNoImageWhenOthersComeOrGo() {
    var some = NAMES.subList(500, 1500);
    var expected = new ArrayList<>(HashSplit.of(NAMES, 0.25).validation());
    expected.retainAll(some);
    assertThat(HashSplit.of(some, 0.25).validation()).isEqualTo(expected);
  }

  @Test
  void shouldLeaveNeitherPartOfASmallSetEmpty() {
    for (double share : new double[] {1e-9, 0.5, 1 - 1e-9}) {
      var split = HashSplit.of(List.of("a", "b"), share);
      assertThat(split.training()).hasSize(1);
      assertThat(split.validation()).hasSize(1);
    }
    assertThat(HashSplit.of(List.of("a"), 0.5).validation()).isEmpty();
  }
}
