package io.engram.benchmarks.micro;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.Heatmap;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event with its image, read; a heatmap of the shipped model's size, written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SerdeBenchmark {
  private Deserializer<ImageEvent> events;
  private Serializer<VmsHeatmap> heatmaps;
  private byte[] event;
  private VmsHeatmap heatmap;

  @Setup
  public void setUp(Pictures pictures) throws Exception {
    var registry = new MockSchemaRegistryClient();
    for (Topic topic : List.of(IMAGE_EVENTS, VMS_HEATMAPS)) {
      AvroSchema schema = PublishedSchema.of(topic.event());
      registry.register(topic.subject(), schema);
    }
    AvroSerdes serdes = AvroSerdes.of(registry);
    events = serdes.deserializer(ImageEvent.class);
    heatmaps = serdes.serializer(VmsHeatmap.class);
    event =
        serdes
            .serializer(ImageEvent.class)
            .serialize(IMAGE_EVENTS.topicName(), event(pictures.jpeg()));
    heatmap = heatmap(pictures.heatmap());
  }

  @Benchmark
  public ImageEvent readEvent() {
    return events.deserialize(IMAGE_EVENTS.topicName(), event);
  }

  @Benchmark
  public byte[] writeHeatmap() {
    return heatmaps.serialize(VMS_HEATMAPS.topicName(), heatmap);
  }

  private static ImageEvent event(byte[] jpeg) {
    return ImageEvent.newBuilder()
        .setImageId("creative")
        .setContent(ByteBuffer.wrap(jpeg))
        .setRegionsOfInterest(List.of())
        .setSubmittedAt(Instant.EPOCH)
        .build();
  }

  private static VmsHeatmap heatmap(Heatmap heatmap) {
    return VmsHeatmap.newBuilder()
        .setImageId("creative")
        .setContentSha256("0".repeat(64))
        .setModelName("light")
        .setModelVersion("1.0.0")
        .setRasterWidth(heatmap.width())
        .setRasterHeight(heatmap.height())
        .setTrueSchema(ByteBuffer.wrap(heatmap.trueSchema()))
        .setFalseSchema(ByteBuffer.wrap(heatmap.falseSchema()))
        .setImageWidth(700)
        .setImageHeight(700)
        .setScore(heatmap.score())
        .setRegions(List.of())
        .setTimings(new StageTimings(1L, 1L, 1L, 1L, 16))
        .setSubmittedAt(Instant.EPOCH)
        .setScoredAt(Instant.EPOCH)
        .build();
  }
}
