package io.engram.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void shouldGiveMilliseconds() {
    double[] nanos = IntStream.rangeClosed(1, 100).mapToDouble(i -> i * 1e6).toArray();

    assertThat(Latency.of(0.9, 42, nanos)).isEqualTo(new Latency(0.9, 42, 100, 50, 99, true));
  }

  @Test
  void shouldTellAQueueThatGrows() {
    assertThat(grows(i -> 50 + i)).isTrue();
  }

  @Test
  void shouldNotTakeOneBurstForAQueueThatGrows() {
    assertThat(grows(i -> i < 300 ? 50 : 200)).as("at the end").isFalse();
    assertThat(grows(i -> i > 100 && i < 250 ? 500 : 50 + i / 10.0)).as("in the middle").isFalse();
    assertThat(grows(i -> 100 + i / 10.0)).as("a little slower").isFalse();
    assertThat(grows(i -> 100 + 50 * Math.sin(i))).as("up and down").isFalse();
  }

  @Test
  void shouldNotTellAQueueFromAHandfulOfImages() {
    assertThat(Latency.of(0.9, 42, new double[] {1, 2, 9}).grows()).isFalse();
  }

  private static boolean grows(IntToDoubleFunction millis) {
    double[] nanos =
        IntStream.range(0, 400).mapToDouble(i -> millis.applyAsDouble(i) * 1e6).toArray();
    return Latency.of(0.9, 42, nanos).grows();
  }

  @Test
  void shouldTakeTheMedianOfRounds() {
    Latency slow = new Latency(0.9, 42, 100, 50, 500, true);
    Latency usual = new Latency(0.9, 42, 100, 20, 90, false);
    Latency quick = new Latency(0.9, 42, 100, 10, 99, false);

    assertThat(Latency.median(List.of(slow, usual, quick)))
        .isEqualTo(new Latency(0.9, 42, 300, 20, 99, false));
    assertThat(Latency.median(List.of(slow, slow, quick)).grows()).isTrue();
  }
}
