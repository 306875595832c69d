package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import io.engram.model.engine.InputShape;
import io.engram.model.testing.TinyBundle;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.processor.reference.References;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.serde.RegistryUnavailableException;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoringPipelineTest {
  private static final int ATTEMPTS = 4;

  /** A registry that is out of order for a number of requests. */
  private static final class FlakyRegistry extends MockSchemaRegistryClient {
    final AtomicInteger outages = new AtomicInteger();

    @Override
    public ParsedSchema getSchemaById(int id)
        throws IOException,
            io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException {
      if (outages.getAndDecrement() > 0) {
        throw new IOException("connection refused");
      }
      return super.getSchemaById(id);
    }
  }

  private final FlakyRegistry registry = new FlakyRegistry();
  private final AvroSerdes serdes = AvroSerdes.of(registry);
  private final FakeEngine engine = new FakeEngine();
  private ScoringPipeline pipeline;
  private ImageRecord image;

  @BeforeEach
  void start() throws Exception {
    registry.register(Topic.IMAGE_EVENTS.subject(), PublishedSchema.of(ImageEvent.class));
    image = new ImageRecord(new TopicPartition("image-events", 0), 0, null, event());
    engine.turns.release(100);
    pipeline = pipeline(engine.input());
  }

  private ScoringPipeline pipeline(InputShape input) {
    return new ScoringPipeline(
        new ImageReader(
            serdes.deserializer(ImageEvent.class),
            new ImageDecoder(DecodeLimits.defaults()),
            input),
        new ContentLoader(References.open(ReferenceConfig.NONE, 1 << 20)),
        listener -> new Batcher(engine, new FlushPolicy(1, Duration.ZERO), listener),
        new RegionFinder(RegionRule.defaults()),
        new Results(TinyBundle.draft(8, 8), Clock.systemUTC()),
        Workers.start(1),
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), ATTEMPTS),
        ScoringMetrics.NONE);
  }

  private byte[] event() {
    byte[] pixel = new PngEncoder().encode(new RgbImage(1, 1, new byte[3]));
    return serdes
        .serializer(ImageEvent.class)
        .serialize(
            Topic.IMAGE_EVENTS.topicName(),
            ImageEvent.newBuilder()
                .setImageId("pixel")
                .setContent(ByteBuffer.wrap(pixel))
                .setRegionsOfInterest(List.of())
                .setSubmittedAt(Instant.EPOCH)
                .build());
  }

  @AfterEach
  void stop() {
    pipeline.close();
    serdes.close();
  }

  @Test
  void shouldScoreAnImage() {
    assertThat(pipeline.submit(image).join()).isInstanceOf(Outcome.Scored.class);
  }

  @Test
  void shouldWaitForARegistryThatIsOutForAMoment() {
    registry.outages.set(ATTEMPTS - 1);

    assertThat(pipeline.submit(image).join()).isInstanceOf(Outcome.Scored.class);
  }

  @Test
  void shouldBreakRatherThanRejectAnImageWhenTheRegistryStaysOut() {
    registry.outages.set(1000);

    CompletableFuture<Outcome> outcome = pipeline.submit(image);

    assertThatThrownBy(outcome::join).hasCauseInstanceOf(RegistryUnavailableException.class);
    assertThat(registry.outages.get()).isEqualTo(1000 - ATTEMPTS);
  }

  @Test
  void shouldCountAnImageByWhateverIsLargerItsEventOrItsPixels() {
    assertThat(pipeline.bytes(image)).isEqualTo(image.bytes());

    try (ScoringPipeline large = pipeline(new InputShape(1024, 512))) {
      assertThat(large.bytes(image)).isEqualTo(1024 * 512 * 3);
    }
  }
}
