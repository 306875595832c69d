package io.engram.processor;

import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.config.StreamConfig;
import io.engram.processor.drift.DriftDetection;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.report.Reports;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How a processor detects drift: with what it has of Kafka. */
final class DriftSupply {
  private DriftSupply() {}

  /**
   * Detects drift as configured, which may be not at all.
   *
   * @param processor name of this processor
   * @param parts closes what is opened
   * @throws org.apache.kafka.common.KafkaException if the schemas of what it tells are not
   *     registered, or the registry cannot be asked
   */
  static DriftDetection open(
      ProcessorConfig config,
      String processor,
      AvroSerdes serdes,
      Reports reports,
      ScoringMetrics metrics,
      Parts parts) {
    if (config.drift().isOn()) {
      requireRegistered(serdes, Topic.MODEL_DRIFT);
      config.drift().dataset().ifPresent(name -> requireRegistered(serdes, Topic.DATASET_UPDATES));
    }
    return parts.add(
        DriftDetection.open(
            config.drift(), processor, clients(config.stream(), serdes, reports), metrics),
        DriftDetection::close);
  }

  private static void requireRegistered(AvroSerdes serdes, Topic topic) {
    serdes.requireRegistered(topic.topicName(), topic.event());
  }

  private static DriftDetection.Clients clients(
      StreamConfig stream, AvroSerdes serdes, Reports reports) {
    return new DriftDetection.Clients(
        () ->
            new KafkaConsumer<>(
                stream.readerConfig(Topic.DATASET_UPDATES),
                new StringDeserializer(),
                new ByteArrayDeserializer()),
        serdes.deserializer(DatasetUpdated.class),
        reports);
  }
}
