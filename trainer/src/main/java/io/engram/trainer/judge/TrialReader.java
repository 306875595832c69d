package io.engram.trainer.judge;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.TrialReport;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what processors tell of trials. For one thread, like its consumer. */
public final class TrialReader {
  private static final Logger LOG = LoggerFactory.getLogger(TrialReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<TopicPartition> PARTITIONS =
      List.of(
          new TopicPartition(Topic.TRIAL_REPORTS.topicName(), 0),
          new TopicPartition(Topic.MODEL_SWAPS.topicName(), 0));

  private final Consumer<String, byte[]> consumer;
  private final Deserializer<TrialReport> reportValues;
  private final Deserializer<ModelSwap> swapValues;
  private final TrialReports reports = new TrialReports();

  /**
   * @param consumer of committed records; belongs to no group, and stays the caller's to close
   */
  public TrialReader(
      Consumer<String, byte[]> consumer,
      Deserializer<TrialReport> reportValues,
      Deserializer<ModelSwap> swapValues) {
    this.consumer = consumer;
    this.reportValues = reportValues;
    this.swapValues = swapValues;
    consumer.assign(PARTITIONS);
    consumer.seekToBeginning(PARTITIONS);
  }

  /**
   * What was told of a trial up to now, none of it left out: half of it could say the opposite.
   * Blocks while it is read.
   *
   * @param trial the release that began it
   */
  public TrialEvidence of(ModelRelease trial) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
    while (PARTITIONS.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      consumer.poll(POLL).forEach(this::add);
    }
    return reports.of(trial);
  }

  /** Somebody's mistake in a topic must not stop whoever reads it. */
  private void add(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(Topic.TRIAL_REPORTS.topicName())) {
        reports.add(reportValues.deserialize(record.topic(), record.value()));
      } else {
        reports.add(swapValues.deserialize(record.topic(), record.value()));
      }
    } catch (SerializationException e) {
      LOG.warn("{}, offset {} is left out: {}", record.topic(), record.offset(), e.getMessage());
    }
  }
}
