package io.engram.benchmarks.peer;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.MEMORABILITY_SCORES;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;

import io.engram.benchmarks.child.Parent;
import io.engram.model.bundle.ModelBundle;
import io.engram.processor.config.ProcessorConfig;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/**
 * A plain Kafka Streams topology as a child: each stream thread scores record by record in {@code
 * mapValues}, with an engine of its own. Arguments: model bundle, settings of the processor.
 */
public final class RecordByRecordMain {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private RecordByRecordMain() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.ofThisProcess();
    List<String> words = List.of(arguments);
    ProcessorConfig config = ProcessorConfig.from(Parent.settings(words.subList(1, words.size())));
    ModelBundle bundle = ModelBundle.open(Path.of(words.get(0)));
    try (var scorers = ImageScorers.open(bundle, config, config.stream().threads());
        AvroSerdes serdes = AvroSerdes.connect(config.stream().registryUrl());
        var streams = new KafkaStreams(topology(serdes, scorers), config.stream().toProperties())) {
      streams.setUncaughtExceptionHandler(
          failure -> {
            Runtime.getRuntime().halt(1);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      parent.awaitEnd();
      streams.close(CLOSE_WITHIN);
    }
  }

  private static Topology topology(AvroSerdes serdes, ImageScorers scorers) {
    Serde<byte[]> key = Serdes.ByteArray();
    var builder = new StreamsBuilder();
    KStream<byte[], Scored> scored =
        builder.stream(IMAGE_EVENTS.topicName(), Consumed.with(key, serdes.serde(ImageEvent.class)))
            .mapValues(scorers::score);
    scored
        .mapValues(Scored::heatmap)
        .to(VMS_HEATMAPS.topicName(), Produced.with(key, serdes.serde(VmsHeatmap.class)));
    scored
        .mapValues(Scored::score)
        .to(
            MEMORABILITY_SCORES.topicName(),
            Produced.with(key, serdes.serde(MemorabilityScore.class)));
    return builder.build();
  }
}
