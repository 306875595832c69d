package io.engram.benchmarks.scale;

import io.engram.schemas.topics.Topic;
import java.util.function.DoublePredicate;

/** A figure that plans are made from: measured on one machine, or chosen. */
public enum Assumption {
  PLATFORM_MS(
      "cost.platform-ms",
      1.81,
      Range.ABOVE_ZERO,
      "of a core for all of an image but the model: Engram's CPU time with a model of no cost"),
  MODEL_MS(
      "cost.model-ms",
      6.27,
      Range.ABOVE_ZERO,
      "of a core for the shipped model: Engram's CPU time with it, 8.08 ms, less the above"),
  IMAGE_BYTES(
      "cost.image-bytes",
      43_000,
      Range.ABOVE_ZERO,
      "of Kafka's logs for an event with a JPEG of 700 x 700"),
  HEATMAP_BYTES(
      "cost.heatmap-bytes",
      10_200,
      Range.ABOVE_ZERO,
      "for its heatmap, compressed: 97% of the 10,473 that processors write for an image"),
  SCORE_BYTES(
      "cost.score-bytes",
      270,
      Range.ABOVE_ZERO,
      "for its score: the rest, with offsets and transactions"),
  PARTITION_RATE(
      "partition.rate",
      585,
      Range.ABOVE_ZERO,
      "images/s that one partition bears, measured with images of 96 x 96 and a model of no cost"),
  IDLE_MS(
      "latency.idle-ms",
      21,
      Range.ABOVE_ZERO,
      "from an event to its committed outcome: the median at a tenth of the capacity"),

  UTILISATION("processor.utilisation", 0.6, Range.SHARE, "share of cores and GPUs to use"),
  PROCESSOR_CORES(
      "processor.cores", 4, Range.COUNT, "cores of the machine that a processor runs on"),
  GPU_RATE(
      "gpu.rate",
      4_000,
      Range.ABOVE_ZERO,
      "images/s that the model does on one GPU, which nobody has measured yet"),

  REPLICAS("replicas", 3, Range.COUNT, "copies of each record, each on another broker"),
  READERS(
      "result.readers", 1, Range.FROM_ZERO, "groups of consumers, each of which reads all results"),
  WRITE_MEGABYTES(
      "broker.write-megabytes",
      60,
      Range.ABOVE_ZERO,
      "a second that a broker writes, replicas included"),
  READ_MEGABYTES(
      "broker.read-megabytes",
      120,
      Range.ABOVE_ZERO,
      "a second that a broker gives to readers and to replicas: a network of 1 Gbit/s"),
  DISK_GIGABYTES("broker.disk-gigabytes", 16_000, Range.ABOVE_ZERO, "of disk that a broker has"),
  DISK_FILL(
      "broker.disk-fill",
      0.8,
      Range.SHARE,
      "share of a disk to use: partitions differ, and logs are deleted by whole segments"),

  IMAGE_HOURS(
      "keep.image-hours",
      hours(Topic.IMAGE_EVENTS),
      Range.FROM_ZERO,
      "that images stay in their topic"),
  HEATMAP_HOURS(
      "keep.heatmap-hours", hours(Topic.VMS_HEATMAPS), Range.FROM_ZERO, "that heatmaps stay"),
  SCORE_HOURS(
      "keep.score-hours", hours(Topic.MEMORABILITY_SCORES), Range.FROM_ZERO, "that scores stay"),

  CORE_HOUR("price.core-hour", 0.045, Range.FROM_ZERO, "dollars for a core, an hour"),
  GPU_HOUR("price.gpu-hour", 1.2, Range.FROM_ZERO, "dollars for a GPU, an hour"),
  BROKER_HOUR("price.broker-hour", 0.25, Range.FROM_ZERO, "dollars for a broker, an hour"),
  GIGABYTE_MONTH(
      "price.gigabyte-month", 0.08, Range.FROM_ZERO, "dollars for a gigabyte of disk, a month");

  private final String key;
  private final double usual;
  private final Range range;
  private final String meaning;

  Assumption(String key, double usual, Range range, String meaning) {
    this.key = key;
    this.usual = usual;
    this.range = range;
    this.meaning = meaning;
  }

  /** What files and command lines call it. */
  public String key() {
    return key;
  }

  /** What holds unless somebody knows better. */
  public double usual() {
    return usual;
  }

  /** Goes on from its unit, which the key ends with. */
  public String meaning() {
    return meaning;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it is none; the message has key, reason and remedy
   */
  double parse(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value) && range.allows.test(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Answered below, in the user's words.
    }
    throw new IllegalArgumentException(
        "%s is '%s', but must be %s".formatted(key, text, range.words));
  }

  private static double hours(Topic topic) {
    return topic.retention().orElseThrow().toHours();
  }

  private enum Range {
    ABOVE_ZERO("a number above 0", value -> value > 0),
    FROM_ZERO("a number from 0", value -> value >= 0),
    SHARE("a number between 0 and 1, neither of them", value -> value > 0 && value < 1),
    COUNT("a whole number from 1", value -> value >= 1 && value == Math.rint(value));

    private final String words;
    private final DoublePredicate allows;

    Range(String words, DoublePredicate allows) {
      this.words = words;
      this.allows = allows;
    }
  }
}
