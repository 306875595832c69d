package io.engram.benchmarks.scale;

import static io.engram.benchmarks.scale.Assumption.BROKER_HOUR;
import static io.engram.benchmarks.scale.Assumption.CORE_HOUR;
import static io.engram.benchmarks.scale.Assumption.GIGABYTE_MONTH;
import static io.engram.benchmarks.scale.Assumption.GPU_HOUR;
import static io.engram.benchmarks.scale.Assumption.GPU_RATE;
import static io.engram.benchmarks.scale.Assumption.IDLE_MS;
import static io.engram.benchmarks.scale.Assumption.MODEL_MS;
import static io.engram.benchmarks.scale.Assumption.PARTITION_RATE;
import static io.engram.benchmarks.scale.Assumption.PLATFORM_MS;
import static io.engram.benchmarks.scale.Assumption.PROCESSOR_CORES;
import static io.engram.benchmarks.scale.Assumption.UTILISATION;

/**
 * Plans machines from costs. Everything grows in proportion but for what is whole: partitions,
 * machines, the brokers that replicas need.
 */
public final class ScaleModel {
  private static final double BITS_PER_MEGABIT = 1e6 / 8;
  private static final double SECONDS_PER_MILLION = 1e6;
  private static final double HOURS_PER_MONTH = 730;

  private final Assumptions assumptions;
  private final Brokers brokers;

  public ScaleModel(Assumptions assumptions) {
    this.assumptions = assumptions;
    brokers = new Brokers(assumptions);
  }

  /** Images a second that so many cores score, with nothing else to do. */
  public double capacity(int cores) {
    return cores * 1_000 / millisOnCpu();
  }

  /** The model on the processors' cores. */
  public Plan onCpu(double rate) {
    int cores = cores(rate, millisOnCpu());
    return plan(rate, cores, 0, processors(cores));
  }

  /** The model on GPUs; their processors' cores do the rest. */
  public Plan onGpu(double rate) {
    int gpus = whole(rate / (get(GPU_RATE) * get(UTILISATION)));
    int cores = Math.max(cores(rate, get(PLATFORM_MS)), gpus * (int) get(PROCESSOR_CORES));
    return plan(rate, cores, gpus, gpus);
  }

  /** Of a core for an image, where the model runs on it. */
  private double millisOnCpu() {
    return get(PLATFORM_MS) + get(MODEL_MS);
  }

  private int cores(double rate, double millis) {
    return whole(rate * millis / 1_000 / get(UTILISATION));
  }

  private int processors(int cores) {
    return whole(cores / get(PROCESSOR_CORES));
  }

  /** So many machines, give or take what binary fractions leave. */
  static int whole(double machines) {
    return (int) Math.ceil(machines - 1e-9);
  }

  private Plan plan(double rate, int cores, int gpus, int processors) {
    int needed = brokers.needed(rate);
    double disk = rate * brokers.diskBytes();
    return new Plan(
        rate,
        cores,
        gpus,
        processors,
        partitions(rate, processors),
        needed,
        rate * brokers.bytesIn() / BITS_PER_MEGABIT,
        rate * brokers.bytesBetween() / BITS_PER_MEGABIT,
        rate * brokers.bytesOut() / BITS_PER_MEGABIT,
        disk / 1e12,
        dollarsPerHour(cores, gpus, needed, disk) / 3_600 * SECONDS_PER_MILLION / rate,
        latencyMillis(rate, cores, gpus, processors));
  }

  /** Twice what the rate needs, for partitions can be added but not taken away. */
  private int partitions(double rate, int processors) {
    int needed = whole(2 * rate / get(PARTITION_RATE));
    return Math.max(6, Math.max(needed, processors));
  }

  private double dollarsPerHour(int cores, int gpus, int brokers, double disk) {
    return cores * get(CORE_HOUR)
        + gpus * get(GPU_HOUR)
        + brokers * get(BROKER_HOUR)
        + disk / 1e9 * get(GIGABYTE_MONTH) / HOURS_PER_MONTH;
  }

  /** An idle machine's, and the wait for a core of its own machine (M/M/c, Erlang's C). */
  private double latencyMillis(double rate, int cores, int gpus, int processors) {
    double service = gpus > 0 ? get(PLATFORM_MS) : millisOnCpu();
    int own = whole((double) cores / processors);
    return get(IDLE_MS) + waitMillis(rate / processors, service, own);
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

  private double get(Assumption one) {
    return assumptions.get(one);
  }
}
