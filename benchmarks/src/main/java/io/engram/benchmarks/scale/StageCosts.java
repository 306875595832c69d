package io.engram.benchmarks.scale;

/**
 * What one image costs. The defaults of {@link #measured} are those of docs/performance.md: two
 * cores, the shipped model, JPEGs of 700 x 700.
 *
 * @param platformMillis of one core for decoding, regions, events and everything else but the model
 * @param modelMillis of one core for the model
 * @param imageBytes of its event
 * @param heatmapBytes that its heatmap adds to Kafka's logs, compressed
 * @param scoreBytes that its score adds, compressed
 * @param partitionRate images a second that one partition carries at most, by its window
 * @param idleMillis from its event to its committed outcome where nothing else is to be done
 */
public record StageCosts(
    double platformMillis,
    double modelMillis,
    int imageBytes,
    int heatmapBytes,
    int scoreBytes,
    double partitionRate,
    double idleMillis) {

  /** As measured with {@code engram bench}. */
  public static StageCosts measured() {
    return new StageCosts(2.7, 5.4, 43_000, 9_900, 600, 585, 21);
  }

  /** Of a core in all, where the model runs on it. */
  double millisOnCpu() {
    return platformMillis + modelMillis;
  }
}
