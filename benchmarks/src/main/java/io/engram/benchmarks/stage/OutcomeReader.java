package io.engram.benchmarks.stage;

import static io.engram.schemas.topics.Topic.SCORING_FAILURES;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroDeserializer;
import io.engram.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads heatmaps as a reader of committed records sees them, and accepts nothing but one for each
 * image. Use it from one thread.
 */
public final class OutcomeReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  /** Of every so many heatmaps, one is asked for its batch: asking all would cost cores. */
  private static final int ASKED = 16;

  private final Consumer<String, byte[]> consumer;
  private final AvroDeserializer<VmsHeatmap> heatmaps;
  private final BitSet seen = new BitSet();
  private int asked;
  private final List<Double> batchSizes = new ArrayList<>();

  OutcomeReader(Connection connection, AvroSerdes serdes) {
    this.heatmaps = serdes.deserializer(VmsHeatmap.class);
    this.consumer = connection.consumer(Set.of(VMS_HEATMAPS, SCORING_FAILURES));
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : List.of(VMS_HEATMAPS.topicName(), SCORING_FAILURES.topicName())) {
      consumer
          .partitionsFor(topic)
          .forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
    }
    consumer.assign(all);
    consumer.seekToEnd(all);
    // Seeking is lazy: what comes from now on counts, not what comes from the first poll on.
    all.forEach(consumer::position);
  }

  /**
   * Waits a moment for outcomes.
   *
   * @return the numbers of the images that have theirs since the last time, maybe none
   * @throws CommandFailedException if an image failed or has two outcomes
   */
  public int[] poll() throws CommandFailedException {
    var records = consumer.poll(POLL);
    int[] numbers = new int[records.count()];
    int count = 0;
    for (ConsumerRecord<String, byte[]> record : records) {
      int number = Integer.parseInt(record.key());
      if (record.topic().equals(SCORING_FAILURES.topicName())) {
        throw new CommandFailedException(
            "image " + number, "was not scored", "Give --images a folder of sound JPEGs.");
      }
      if (seen.get(number)) {
        throw new CommandFailedException(
            "image " + number, "has two outcomes", "This contender's figures mean nothing.");
      }
      if (asked++ % ASKED == 0) {
        batchSizes.add((double) batchSize(record));
      }
      seen.set(number);
      numbers[count++] = number;
    }
    return numbers;
  }

  /** How many images have their outcome. */
  public int count() {
    return seen.cardinality();
  }

  /** How many images were in the batches of a sample of the images so far, in their order. */
  public List<Double> batchSizes() {
    return List.copyOf(batchSizes);
  }

  private int batchSize(ConsumerRecord<String, byte[]> record) {
    return heatmaps.deserialize(record.topic(), record.value()).getTimings().getBatchSize();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
