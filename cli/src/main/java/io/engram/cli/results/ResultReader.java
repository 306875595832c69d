package io.engram.cli.results;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.StopSignal;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads results, committed ones only. A record that is not in our format is logged and passed by.
 * Not thread safe.
 */
public final class ResultReader implements AutoCloseable {
  /** How long to wait for results before looking at something else. */
  public static final Duration A_MOMENT = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(ResultReader.class);

  private final Consumer<String, byte[]> consumer;
  private final Deserializer<MemorabilityScore> scores;
  private final Deserializer<VmsHeatmap> heatmaps;
  private final Deserializer<ScoringFailure> failures;
  private int delivered;

  private ResultReader(Consumer<String, byte[]> consumer, AvroSerdes serdes) {
    this.consumer = consumer;
    this.scores = serdes.deserializer(MemorabilityScore.class);
    this.heatmaps = serdes.deserializer(VmsHeatmap.class);
    this.failures = serdes.deserializer(ScoringFailure.class);
  }

  /** Reads everything that the topics hold, and then what comes. */
  public static ResultReader fromTheBeginning(
      Connection connection, AvroSerdes serdes, Set<Topic> topics) {
    var reader = new ResultReader(connection.consumer(topics), serdes);
    reader.consumer.seekToBeginning(reader.assign(topics));
    return reader;
  }

  /** Reads what comes from now on. */
  public static ResultReader fromNow(Connection connection, AvroSerdes serdes, Set<Topic> topics) {
    var reader = new ResultReader(connection.consumer(topics), serdes);
    Collection<TopicPartition> partitions = reader.assign(topics);
    reader.consumer.seekToEnd(partitions);
    // Seeking is lazy: asking for the positions makes "now" this moment, not the first poll's.
    partitions.forEach(reader.consumer::position);
    return reader;
  }

  /**
   * Reads until the records that are there now have been handed over, or until asked to stop.
   *
   * @return whether all were, rather than stopped
   */
  public boolean drain(ResultListener listener, StopSignal stop) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (!hasReached(ends)) {
      if (stop.isRaised()) {
        return false;
      }
      poll(A_MOMENT, listener);
    }
    return true;
  }

  /** How many results it has handed over. */
  public int delivered() {
    return delivered;
  }

  /** Hands over what has come, waiting no longer than {@code limit} if there is nothing. */
  public void poll(Duration limit, ResultListener listener) {
    consumer.poll(limit).forEach(record -> deliver(record, listener));
  }

  @Override
  public void close() {
    consumer.close();
  }

  private boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Collection<TopicPartition> assign(Set<Topic> topics) {
    List<TopicPartition> partitions =
        topics.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList();
    consumer.assign(partitions);
    return partitions;
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, Topic topic) {
    return consumer.partitionsFor(topic.topicName()).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private void deliver(ConsumerRecord<String, byte[]> record, ResultListener listener) {
    String topic = record.topic();
    if (record.value() == null) {
      return;
    }
    try {
      if (topic.equals(Topic.MEMORABILITY_SCORES.topicName())) {
        listener.scored(scores.deserialize(topic, record.value()));
      } else if (topic.equals(Topic.VMS_HEATMAPS.topicName())) {
        listener.mapped(heatmaps.deserialize(topic, record.value()));
      } else if (topic.equals(Topic.SCORING_FAILURES.topicName())) {
        listener.failed(failures.deserialize(topic, record.value()));
      }
      delivered++;
    } catch (SerializationException e) {
      log.warn(
          "{} partition {} offset {} is passed by: {}",
          topic,
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
