package io.engram.processor.pipeline;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.model.bundle.Manifest;
import io.engram.model.testing.TinyBundle;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchPolicy;
import io.engram.processor.batch.BatchTuning;
import io.engram.processor.batch.FakeEngine;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.drift.ImageWatch;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.processor.trace.ImageTrace;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** A pipeline with one reader, which scores one image at a time by fake engines. */
final class TestPipeline implements AutoCloseable {
  static final TopicPartition SOURCE = new TopicPartition(Topic.IMAGE_EVENTS.topicName(), 0);

  final ScoringPipeline pipeline;
  private final AvroSerdes serdes;

  /**
   * @param first engine of version 1
   */
  TestPipeline(FakeEngine first) throws Exception {
    this(first, model -> ImageWatch.NONE);
  }

  TestPipeline(FakeEngine first, Function<Manifest, ImageWatch> watches) throws Exception {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    registry.register(Topic.IMAGE_EVENTS.subject(), PublishedSchema.of(ImageEvent.class));
    serdes = AvroSerdes.of(registry);
    pipeline =
        ScoringPipeline.start(
            new PipelineConfig(
                1,
                DecodeLimits.defaults(),
                ReferenceConfig.NONE,
                new BatchConfig(
                    OptionalInt.of(1), Duration.ZERO, new BatchTuning(Duration.ZERO, 1)),
                new CacheLimit(1 << 20, Duration.ofHours(1))),
            model("1", first),
            serdes,
            ScoringMetrics.NONE,
            watches);
  }

  static LoadedModel model(String version, FakeEngine engine) {
    return new LoadedModel(
        TinyBundle.draft(8, 8, "tiny", version),
        List.of(engine),
        new BatchPolicy(1, Duration.ZERO));
  }

  /** Submits a picture of one pixel. */
  CompletableFuture<Outcome> submit(int red) {
    return submit(picture(red));
  }

  /** The file of a picture of one pixel. */
  static byte[] picture(int red) {
    return new PngEncoder().encode(new RgbImage(1, 1, new byte[] {(byte) red, 0, 0}));
  }

  /** Submits the bytes of a file. */
  CompletableFuture<Outcome> submit(byte[] content) {
    return submit(content, ImageTrace.NONE);
  }

  CompletableFuture<Outcome> submit(byte[] content, ImageTrace trace) {
    byte[] event =
        serdes
            .serializer(ImageEvent.class)
            .serialize(
                Topic.IMAGE_EVENTS.topicName(),
                ImageEvent.newBuilder()
                    .setImageId("image")
                    .setContent(ByteBuffer.wrap(content))
                    .setRegionsOfInterest(List.of())
                    .setSubmittedAt(Instant.EPOCH)
                    .build());
    return pipeline.submit(new ImageRecord(SOURCE, 0, null, event, trace));
  }

  static VmsHeatmap heatmap(CompletableFuture<Outcome> outcome) throws Exception {
    return ((Outcome.Scored) outcome.get(1, MINUTES)).heatmap();
  }

  /** The only reader takes images in order, so this one's end is that of those before it. */
  void awaitRead() throws Exception {
    pipeline.submit(new ImageRecord(SOURCE, 0, null, new byte[] {1})).get(1, MINUTES);
  }

  @Override
  public void close() {
    pipeline.close();
    serdes.close();
  }
}
