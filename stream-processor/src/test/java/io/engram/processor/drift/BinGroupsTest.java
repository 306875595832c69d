package io.engram.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.Histogram;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BinGroupsTest {
  private static BinGroups of(Long... counts) {
    List<Double> edges =
        DoubleStream.iterate(0, edge -> edge + 1).limit(counts.length + 1).boxed().toList();
    return BinGroups.of(new Histogram(edges, List.of(counts)));
  }

  @Test
  void shouldJoinBinsUntilTheyHoldATenth() {
    BinGroups groups = of(4L, 5L, 1L, 30L, 50L, 2L, 8L);

    assertThat(groups.counts()).containsExactly(10, 30, 50, 10);
    assertThat(groups.of(0.5)).isZero();
    assertThat(groups.of(2.999)).isZero();
    assertThat(groups.of(3)).isEqualTo(1);
    assertThat(groups.of(4)).isEqualTo(2);
    assertThat(groups.of(6.5)).isEqualTo(3);
  }

  @Test
  void shouldLeaveWhatRemainsAtTheEndAGroupOfItsOwn() {
    assertThat(of(50L, 47L, 2L, 1L).counts()).containsExactly(50, 47, 3);
  }

  @Test
  void shouldTellWhatLiesBesideANarrowReferenceApart() {
    BinGroups groups = of(0L, 1L, 99L, 0L, 0L);

    assertThat(groups.counts()).containsExactly(1, 99, 0);
    assertThat(groups.of(1.5)).isZero();
    assertThat(groups.of(2.5)).isEqualTo(1);
    assertThat(groups.of(3)).isEqualTo(2);
  }

  @Test
  void shouldCountWhatLiesBeyondTheBinsInTheNearest() {
    BinGroups groups = of(50L, 50L);

    assertThat(groups.of(-7)).isZero();
    assertThat(groups.of(7)).isEqualTo(1);
  }

  @Test
  void shouldKeepAReferenceOfOneBinWhole() {
    BinGroups groups = of(3L);

    assertThat(groups.counts()).containsExactly(3);
    assertThat(groups.of(0.5)).isZero();
  }
}
