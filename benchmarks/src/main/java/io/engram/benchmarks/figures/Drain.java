package io.engram.benchmarks.figures;

/**
 * A backlog that was drained, after a part of it that warmed the contender up.
 *
 * @param images drained, without the warm-up
 * @param seconds they took
 * @param cpuSeconds of all cores that the contender's processes used meanwhile
 * @param peakBytes resident memory of the contender's processes at its highest, the warm-up
 *     included; 0 where the system does not tell
 * @param takenByOthers share of all cores that processes outside of the benchmark used meanwhile; 0
 *     where the system does not tell
 * @param batchSize median over the images of how many were scored together; 0 where none were
 * @param kafkaBytes that the broker's logs grew by for each image, compressed, all topics together
 */
public record Drain(
    int images,
    double seconds,
    double cpuSeconds,
    long peakBytes,
    double takenByOthers,
    double batchSize,
    double kafkaBytes) {
  public Drain {
    if (images < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "A drain takes images and time, was %d in %f s".formatted(images, seconds));
    }
  }

  public double imagesPerSecond() {
    return images / seconds;
  }

  public double cpuSecondsPerThousand() {
    return 1000 * cpuSeconds / images;
  }
}
