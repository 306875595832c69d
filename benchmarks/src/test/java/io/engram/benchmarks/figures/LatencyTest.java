package io.engram.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void shouldGiveMilliseconds() {
    double[] nanos = IntStream.rangeClosed(1, 100).mapToDouble(i -> i * 1e6).toArray();

    assertThat(Latency.of(0.9, 42, nanos)).isEqualTo(new Latency(0.9, 42, 100, 50, 99));
  }
}
