package io.engram.benchmarks.scale;

/**
 * Plans machines from costs. Everything grows in proportion but for what is whole: partitions,
 * machines, the three brokers that replicas need.
 */
public final class ScaleModel {
  private static final double BITS_PER_MEGABIT = 1e6 / 8;
  private static final int LEAST_BROKERS = 3;
  private static final double SECONDS_PER_MILLION = 1e6;
  private static final double HOURS_PER_MONTH = 730;

  private final StageCosts costs;
  private final Assumptions assumptions;

  public ScaleModel(StageCosts costs, Assumptions assumptions) {
    this.costs = costs;
    this.assumptions = assumptions;
  }

  /** Images a second that so many cores score, with nothing else to do. */
  public double capacity(int cores) {
    return cores * 1_000 / costs.millisOnCpu();
  }

  /** The model on the processors' cores. */
  public Plan onCpu(double rate) {
    int cores = cores(rate, costs.millisOnCpu());
    return plan(rate, cores, 0, processors(cores));
  }

  /** The model on GPUs; their processors' cores do the rest. */
  public Plan onGpu(double rate) {
    int gpus = whole(rate / (assumptions.gpuRate() * assumptions.utilisation()));
    int cores =
        Math.max(cores(rate, costs.platformMillis()), gpus * assumptions.coresPerProcessor());
    return plan(rate, cores, gpus, gpus);
  }

  private int cores(double rate, double millis) {
    return whole(rate * millis / 1_000 / assumptions.utilisation());
  }

  private int processors(int cores) {
    return whole((double) cores / assumptions.coresPerProcessor());
  }

  /** So many machines, give or take what binary fractions leave. */
  private static int whole(double machines) {
    return (int) Math.ceil(machines - 1e-9);
  }

  private Plan plan(double rate, int cores, int gpus, int processors) {
    double results = costs.heatmapBytes() + costs.scoreBytes();
    double in = rate * (costs.imageBytes() + results);
    double written = in * assumptions.replicas();
    int brokers = Math.max(LEAST_BROKERS, whole(written / (assumptions.brokerMegabytes() * 1e6)));
    double disk = diskBytes(rate);
    return new Plan(
        rate,
        cores,
        gpus,
        processors,
        partitions(rate, processors),
        brokers,
        in / BITS_PER_MEGABIT,
        (written - in) / BITS_PER_MEGABIT,
        rate * (costs.imageBytes() + results) / BITS_PER_MEGABIT,
        disk / 1e12,
        dollarsPerHour(cores, gpus, brokers, disk) / 3_600 * SECONDS_PER_MILLION / rate,
        latencyMillis(rate, cores, gpus));
  }

  /** Twice what the rate needs, for partitions can be added but not taken away. */
  private int partitions(double rate, int processors) {
    int needed = whole(2 * rate / costs.partitionRate());
    return Math.max(6, Math.max(needed, processors));
  }

  private double diskBytes(double rate) {
    double perImage =
        (double) costs.imageBytes() * assumptions.imageHours()
            + (double) costs.heatmapBytes() * assumptions.heatmapHours()
            + (double) costs.scoreBytes() * assumptions.scoreHours();
    return rate * 3_600 * perImage * assumptions.replicas();
  }

  private double dollarsPerHour(int cores, int gpus, int brokers, double disk) {
    return cores * assumptions.coreHour()
        + gpus * assumptions.gpuHour()
        + brokers * assumptions.brokerHour()
        + disk / 1e9 * assumptions.gigabyteMonth() / HOURS_PER_MONTH;
  }

  /** An idle machine's, and the wait for a core of its own machine (M/M/c, Erlang's C). */
  private double latencyMillis(double rate, int cores, int gpus) {
    double service = gpus > 0 ? costs.platformMillis() : costs.millisOnCpu();
    int machines = gpus > 0 ? gpus : processors(cores);
    int own = (int) Math.max(1, Math.round((double) cores / machines));
    return costs.idleMillis() + waitMillis(rate / machines, service, own);
  }

  /**
   * Mean wait in a queue of so many servers.
   *
   * @param rate arrivals a second, less than the servers bear
   * @param serviceMillis of one server
   */
  static double waitMillis(double rate, double serviceMillis, int servers) {
    double load = rate * serviceMillis / 1_000;
    double blocking = 1; // Erlang's B, by its recurrence over the number of servers.
    for (int n = 1; n <= servers; n++) {
      blocking = load * blocking / (n + load * blocking);
    }
    double waiting = blocking / (1 - load / servers * (1 - blocking));
    return waiting * serviceMillis / (servers - load);
  }
}
