package io.engram.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.benchmarks.scale.Brokers.Limit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {
  /**
   * Of each image 1 MB comes in, is written twice, given to the replica and a processor, and lies
   * for an hour.
   */
  private static final Map<String, String> SIMPLE =
      Map.ofEntries(
          Map.entry("cost.image-bytes", "800000"),
          Map.entry("cost.heatmap-bytes", "100000"),
          Map.entry("cost.score-bytes", "100000"),
          Map.entry("replicas", "2"),
          Map.entry("result.readers", "1"),
          Map.entry("keep.image-hours", "1"),
          Map.entry("keep.heatmap-hours", "1"),
          Map.entry("keep.score-hours", "1"),
          Map.entry("broker.write-megabytes", "100"),
          Map.entry("broker.read-megabytes", "100"),
          Map.entry("broker.disk-gigabytes", "1000"),
          Map.entry("broker.disk-fill", "0.9"));

  private static Brokers brokers(String key, String value) {
    Map<String, String> given = new HashMap<>(SIMPLE);
    given.put(key, value);
    return new Brokers(Assumptions.of(given));
  }

  @Test
  void shouldBeBoundByWrites() {
    Brokers brokers = brokers("broker.write-megabytes", "50");

    assertThat(brokers.limit()).isEqualTo(Limit.WRITES);
    assertThat(brokers.rate(4)).isCloseTo(100, within(1e-9));
    assertThat(brokers.needed(101)).isEqualTo(5);
  }

  @Test
  void shouldBeBoundByReads() {
    Brokers brokers = brokers("result.readers", "11");

    assertThat(brokers.limit()).isEqualTo(Limit.READS);
    assertThat(brokers.rate(4)).isCloseTo(100, within(1e-9));
    assertThat(brokers.needed(101)).isEqualTo(5);
  }

  @Test
  void shouldBeBoundByDisks() {
    Brokers brokers = brokers("broker.disk-gigabytes", "200");

    assertThat(brokers.limit()).isEqualTo(Limit.DISKS);
    assertThat(brokers.rate(4)).isCloseTo(100, within(1e-9));
    assertThat(brokers.needed(101)).isEqualTo(5);
  }

  @Test
  void shouldNeedAsManyAsBearTheRate() {
    var brokers = new Brokers(Assumptions.usual());

    for (int count = 3; count < 3_000; count++) {
      assertThat(brokers.needed(brokers.rate(count))).isEqualTo(count);
    }
  }

  @Test
  void shouldHaveAsManyAsReplicas() {
    assertThat(brokers("replicas", "3").needed(0.1)).isEqualTo(3);
  }
}
