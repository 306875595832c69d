package io.engram.processor.pipeline;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.model.testing.TinyBundle;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchPolicy;
import io.engram.processor.batch.BatchTuning;
import io.engram.processor.batch.FakeEngine;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.drift.WatchedImage;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the watch of a model is told of. */
class WatchedContentTest {
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private AvroSerdes serdes;
  private ScoringPipeline pipeline;

  private record Seen(String version, WatchedImage image) {}

  @BeforeEach
  void start() throws Exception {
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
            model("1"),
            serdes,
            ScoringMetrics.NONE,
            model -> image -> seen.add(new Seen(model.version(), image)));
  }

  @AfterEach
  void stop() {
    pipeline.close();
    serdes.close();
  }

  private static LoadedModel model(String version) {
    FakeEngine engine = new FakeEngine();
    engine.turns.release(100);
    return new LoadedModel(
        TinyBundle.draft(8, 8, "tiny", version),
        List.of(engine),
        new BatchPolicy(1, Duration.ZERO));
  }

  /** Scores a picture of 3 x 2 pixels, all of that red. */
  private Outcome score(int red) throws Exception {
    byte[] rgb = new byte[3 * 2 * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
    }
    return score(new PngEncoder().encode(new RgbImage(3, 2, rgb)));
  }

  private Outcome score(byte[] content) throws Exception {
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
    return pipeline
        .submit(
            new ImageRecord(new TopicPartition(Topic.IMAGE_EVENTS.topicName(), 0), 0, null, event))
        .get(1, MINUTES);
  }

  private Seen next() throws Exception {
    return seen.poll(1, MINUTES);
  }

  @Test
  void shouldSeeWhatAnImageIsLike() throws Exception {
    score(51);

    WatchedImage image = next().image();
    assertThat(image.score()).isCloseTo(0.2, within(1e-9));
    assertThat(image.brightness()).isCloseTo(0.299 * 0.2, within(1e-9));
    assertThat(image.width()).isEqualTo(3);
    assertThat(image.height()).isEqualTo(2);
  }

  @Test
  void shouldSeeEqualImagesOnceAndBadOnesNever() throws Exception {
    score(51);
    assertThat(((Outcome.Scored) score(51)).heatmap().getCached()).isTrue();
    assertThat(score(new byte[] {1})).isInstanceOf(Outcome.Rejected.class);
    assertThat(score(FakeEngine.REFUSED)).isInstanceOf(Outcome.Rejected.class);
    score(102);

    assertThat(next().image().score()).isCloseTo(0.2, within(1e-9));
    assertThat(next().image().score()).isCloseTo(0.4, within(1e-9));
    assertThat(seen).isEmpty();
  }

  @Test
  void shouldWatchEachModelByItself() throws Exception {
    score(51);
    assertThat(next().version()).isEqualTo("1");

    pipeline.serve(model("2"));
    score(51);

    assertThat(next().version()).isEqualTo("2");
  }
}
