package io.engram.benchmarks.report;

import java.util.Map;

/**
 * What the figures hold for.
 *
 * @param system operating system and processor
 * @param meanImageBytes of the JPEGs
 * @param warmUpImages of each drain, which are not measured
 * @param measuredImages of each drain
 * @param pacedSeconds that latencies are measured for
 * @param settings of the processor that all contenders share
 */
public record Setup(
    String system,
    String java,
    int cores,
    String model,
    String images,
    int meanImageBytes,
    int partitions,
    int rounds,
    int warmUpImages,
    int measuredImages,
    int pacedSeconds,
    Map<String, String> settings) {
  public Setup {
    settings = Map.copyOf(settings);
  }
}
