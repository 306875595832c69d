package io.engram.benchmarks.scale;

/**
 * What was not measured, and is for whoever plans to replace: machines and prices.
 *
 * @param utilisation of cores and GPUs that is planned for, in (0,1)
 * @param coresPerProcessor cores of one processor's machine
 * @param gpuRate images a second that the model does on one GPU
 * @param replicas of each record
 * @param brokerMegabytes that a broker takes in a second, replicas included
 * @param imageHours that images stay in their topic
 * @param heatmapHours that heatmaps stay
 * @param scoreHours that scores stay
 * @param coreHour price of a core for an hour, in dollars
 * @param gpuHour price of a GPU for an hour
 * @param brokerHour price of a broker for an hour
 * @param gigabyteMonth price of a gigabyte of disk for a month
 */
public record Assumptions(
    double utilisation,
    int coresPerProcessor,
    double gpuRate,
    int replicas,
    double brokerMegabytes,
    int imageHours,
    int heatmapHours,
    int scoreHours,
    double coreHour,
    double gpuHour,
    double brokerHour,
    double gigabyteMonth) {

  /** Careful ones: list prices of large clouds, rounded, and a GPU that nobody has measured yet. */
  public static Assumptions careful() {
    return new Assumptions(0.6, 4, 4_000, 3, 60, 7 * 24, 30 * 24, 90 * 24, 0.045, 1.2, 0.25, 0.08);
  }

  /** The same with other times that images, heatmaps and scores stay. */
  public Assumptions keeping(int images, int heatmaps, int scores) {
    return new Assumptions(
        utilisation,
        coresPerProcessor,
        gpuRate,
        replicas,
        brokerMegabytes,
        images,
        heatmaps,
        scores,
        coreHour,
        gpuHour,
        brokerHour,
        gigabyteMonth);
  }
}
