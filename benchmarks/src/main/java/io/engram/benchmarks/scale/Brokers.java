package io.engram.benchmarks.scale;

import static io.engram.benchmarks.scale.Assumption.DISK_FILL;
import static io.engram.benchmarks.scale.Assumption.DISK_GIGABYTES;
import static io.engram.benchmarks.scale.Assumption.HEATMAP_BYTES;
import static io.engram.benchmarks.scale.Assumption.HEATMAP_HOURS;
import static io.engram.benchmarks.scale.Assumption.IMAGE_BYTES;
import static io.engram.benchmarks.scale.Assumption.IMAGE_HOURS;
import static io.engram.benchmarks.scale.Assumption.READERS;
import static io.engram.benchmarks.scale.Assumption.READ_MEGABYTES;
import static io.engram.benchmarks.scale.Assumption.REPLICAS;
import static io.engram.benchmarks.scale.Assumption.SCORE_BYTES;
import static io.engram.benchmarks.scale.Assumption.SCORE_HOURS;
import static io.engram.benchmarks.scale.Assumption.WRITE_MEGABYTES;

import java.util.Arrays;
import java.util.Comparator;

/** What brokers bear: as much as the first of their limits. */
public final class Brokers {

  /** What a broker can run out of. */
  public enum Limit {
    WRITES,
    READS,
    DISKS
  }

  private final Assumptions assumptions;

  public Brokers(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  /** Images a second that so many bear, at least as many as replicas. */
  public double rate(int brokers) {
    return rate(brokers, limit());
  }

  /** Images a second that so many would bear if this were their only limit. */
  public double rate(int brokers, Limit limit) {
    return brokers / perImage(limit);
  }

  /** The limit that is reached first. It is the same for any number of brokers. */
  public Limit limit() {
    return Arrays.stream(Limit.values())
        .max(Comparator.comparingDouble(this::perImage))
        .orElseThrow();
  }

  /** How many a rate takes. */
  int needed(double rate) {
    return Math.max((int) get(REPLICAS), ScaleModel.whole(rate * perImage(limit())));
  }

  /** Bytes that clients write for an image. */
  double bytesIn() {
    return get(IMAGE_BYTES) + resultBytes();
  }

  /** Bytes that brokers write to each other for an image. */
  double bytesBetween() {
    return bytesIn() * (get(REPLICAS) - 1);
  }

  /** Bytes that processors and readers of results read for an image. */
  double bytesOut() {
    return get(IMAGE_BYTES) + resultBytes() * get(READERS);
  }

  /** Bytes of disk to have for one image a second. */
  double diskBytes() {
    double byteHours =
        get(IMAGE_BYTES) * get(IMAGE_HOURS)
            + get(HEATMAP_BYTES) * get(HEATMAP_HOURS)
            + get(SCORE_BYTES) * get(SCORE_HOURS);
    return 3_600 * byteHours * get(REPLICAS) / get(DISK_FILL);
  }

  /** The share of one broker that one image a second takes. */
  private double perImage(Limit limit) {
    return switch (limit) {
      case WRITES -> (bytesIn() + bytesBetween()) / (get(WRITE_MEGABYTES) * 1e6);
      case READS -> (bytesOut() + bytesBetween()) / (get(READ_MEGABYTES) * 1e6);
      case DISKS -> diskBytes() / (get(DISK_GIGABYTES) * 1e9);
    };
  }

  private double resultBytes() {
    return get(HEATMAP_BYTES) + get(SCORE_BYTES);
  }

  private double get(Assumption one) {
    return assumptions.get(one);
  }
}
