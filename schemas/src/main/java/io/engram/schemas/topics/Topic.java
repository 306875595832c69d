package io.engram.schemas.topics;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ModelDrift;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.ShadowScore;
import io.engram.schemas.TrainingProgress;
import io.engram.schemas.TrialFinished;
import io.engram.schemas.TrialReport;
import io.engram.schemas.TrialRequested;
import io.engram.schemas.VmsHeatmap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Every topic of Engram. Keys are UTF-8 strings, values Avro events in Confluent's wire format.
 *
 * <p>Topics of images and of trials are spread over partitions, by which the platform scales;
 * control topics have one, so that their events stay in order.
 */
public enum Topic {
  /**
   * Images to score. Encoded images hardly compress, so producers' batches are kept as they are.
   */
  IMAGE_EVENTS(
      "image-events", ImageEvent.class, Spread.WORK, Retention.days(7), mebibytes(33), "producer"),

  /**
   * The same for images whose result somebody waits for: they overtake those of the other topic.
   */
  INTERACTIVE_IMAGE_EVENTS(
      "interactive-image-events",
      ImageEvent.class,
      Spread.WORK,
      Retention.days(7),
      mebibytes(33),
      "producer"),

  /** Two rasters of up to 1024 x 1024 cells, and regions. */
  VMS_HEATMAPS(
      "vms-heatmaps", VmsHeatmap.class, Spread.WORK, Retention.days(30), mebibytes(4), "zstd"),

  MEMORABILITY_SCORES(
      "memorability-scores",
      MemorabilityScore.class,
      Spread.WORK,
      Retention.days(90),
      mebibytes(1),
      "zstd"),

  SCORING_FAILURES(
      "scoring-failures",
      ScoringFailure.class,
      Spread.WORK,
      Retention.days(30),
      mebibytes(1),
      "zstd"),

  DATASET_UPDATES(
      "dataset-updates",
      DatasetUpdated.class,
      Spread.CONTROL,
      Retention.days(365),
      mebibytes(1),
      "zstd"),

  /** Compacted: the newest decision under each key stays for good. */
  MODEL_RELEASES(
      "model-releases",
      ModelRelease.class,
      Spread.CONTROL,
      Retention.newestPerKey(),
      mebibytes(1),
      "zstd"),

  /** What processors made of the decisions. */
  MODEL_SWAPS(
      "model-swaps", ModelSwap.class, Spread.CONTROL, Retention.days(90), mebibytes(1), "zstd"),

  /**
   * What shadows made of images. Written beside the stream, so that no result waits for a shadow's.
   */
  SHADOW_SCORES(
      "shadow-scores", ShadowScore.class, Spread.WORK, Retention.days(7), mebibytes(4), "zstd"),

  /** What processors see of trials. */
  TRIAL_REPORTS(
      "trial-reports", TrialReport.class, Spread.CONTROL, Retention.days(30), mebibytes(1), "zstd"),

  MODEL_DRIFT(
      "model-drift", ModelDrift.class, Spread.CONTROL, Retention.days(90), mebibytes(1), "zstd"),

  TRAINING_PROGRESS(
      "training-progress",
      TrainingProgress.class,
      Spread.CONTROL,
      Retention.days(90),
      mebibytes(1),
      "zstd"),

  /** Trials of a hyperparameter search, spread over as many machines as there are partitions. */
  SEARCH_TRIALS(
      "search-trials", TrialRequested.class, Spread.WORK, Retention.days(30), mebibytes(1), "zstd"),

  SEARCH_RESULTS(
      "search-results",
      TrialFinished.class,
      Spread.CONTROL,
      Retention.days(30),
      mebibytes(1),
      "zstd");

  /**
   * Largest encoded image that fits into an {@link ImageEvent}: 32 MiB. The topic's limit leaves
   * another 1 MiB for the rest of the event.
   */
  public static final int MAX_IMAGE_BYTES = mebibytes(32);

  private final String topicName;
  private final Class<? extends SpecificRecord> event;
  private final Spread spread;
  private final Retention retention;
  private final int maxMessageBytes;
  private final String compression;

  Topic(
      String topicName,
      Class<? extends SpecificRecord> event,
      Spread spread,
      Retention retention,
      int maxMessageBytes,
      String compression) {
    this.topicName = topicName;
    this.event = event;
    this.spread = spread;
    this.retention = retention;
    this.maxMessageBytes = maxMessageBytes;
    this.compression = compression;
  }

  public String topicName() {
    return topicName;
  }

  /** The type of the topic's values. */
  public Class<? extends SpecificRecord> event() {
    return event;
  }

  /** The registry's subject for the topic's values, by Confluent's TopicNameStrategy. */
  public String subject() {
    return topicName + "-value";
  }

  /** Partitions unless {@link TopicSettings} say otherwise. */
  public int partitions() {
    return spread == Spread.WORK ? 6 : 1;
  }

  /** Whether work flows through it, so that more partitions let more machines share it. */
  public boolean isScalable() {
    return spread == Spread.WORK;
  }

  /** How long an event stays; empty where the newest event of each key stays for good. */
  public Optional<Duration> retention() {
    return retention.time();
  }

  /** Largest batch of records that a broker takes, in bytes, and so the largest record. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** Value of Kafka's topic setting {@code compression.type}. */
  public String compression() {
    return compression;
  }

  /** Kafka's topic settings, apart from the partitions and replicas. */
  public Map<String, String> config() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG, retention.cleanupPolicy(),
        TopicConfig.RETENTION_MS_CONFIG, retention.millis(),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes),
        TopicConfig.COMPRESSION_TYPE_CONFIG, compression);
  }

  private static int mebibytes(int count) {
    return count << 20;
  }

  private enum Spread {
    WORK,
    CONTROL
  }

  private record Retention(Optional<Duration> time) {
    static Retention days(int days) {
      return new Retention(Optional.of(Duration.ofDays(days)));
    }

    static Retention newestPerKey() {
      return new Retention(Optional.empty());
    }

    String cleanupPolicy() {
      return time.isPresent()
          ? TopicConfig.CLEANUP_POLICY_DELETE
          : TopicConfig.CLEANUP_POLICY_COMPACT;
    }

    String millis() {
      return Long.toString(time.map(Duration::toMillis).orElse(-1L));
    }
  }
}
