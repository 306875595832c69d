package io.engram.trainer.judge;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.TrialReport;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicReplay;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what processors tell of trials. For one thread, like its consumer. */
public final class TrialReader {
  private static final List<TopicPartition> PARTITIONS =
      List.of(
          new TopicPartition(Topic.TRIAL_REPORTS.topicName(), 0),
          new TopicPartition(Topic.MODEL_SWAPS.topicName(), 0));

  private final TopicReplay replay;
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
    this.replay = new TopicReplay(consumer, PARTITIONS);
    this.reportValues = reportValues;
    this.swapValues = swapValues;
  }

  /**
   * What was told of a trial up to now, none of it left out: half of it could say the opposite.
   * Blocks while it is read.
   *
   * @param trial the release that began it
   * @throws org.apache.kafka.common.KafkaException if it cannot be read
   */
  public TrialEvidence of(ModelRelease trial) {
    replay.toEnd(this::add);
    return reports.of(trial);
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    if (record.topic().equals(Topic.TRIAL_REPORTS.topicName())) {
      reports.add(reportValues.deserialize(record.topic(), record.value()));
    } else {
      reports.add(swapValues.deserialize(record.topic(), record.value()));
    }
  }
}
