package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.DecodeLimits;
import io.engram.model.bundle.ModelBundle;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchPolicy;
import io.engram.processor.batch.BatchTuning;
import io.engram.processor.batch.FakeEngine;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.schemas.Bounds;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedFailureTest {
  private static final String TOPIC = Topic.IMAGE_EVENTS.topicName();
  private static final RegionOfInterest LOGO =
      new RegionOfInterest("logo", new Bounds(0.1, 0.1, 0.2, 0.2));

  private AvroSerdes serdes;
  private ScoringPipeline pipeline;

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
                new CacheLimit(0, Duration.ofHours(1))),
            new LoadedModel(
                ModelBundle.open(Path.of("..", "models", "mobilenet")).manifest(),
                List.of(new FakeEngine()),
                new BatchPolicy(1, Duration.ZERO)),
            serdes,
            ScoringMetrics.NONE);
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void shouldNameTheImageOfAnEventThatBreaksALimit() throws Exception {
    ScoringFailure failure = failureOf("a.png", LOGO, LOGO);

    assertThat(failure.getReason()).isEqualTo(FailureReason.INVALID_EVENT);
    assertThat(failure.getDetail()).contains("'logo' is there twice");
    assertThat(failure.getImageId()).isEqualTo("a.png");
  }

  @Test
  void shouldCutANameThatIsTooLong() throws Exception {
    ScoringFailure failure = failureOf("x".repeat(2000));

    assertThat(failure.getDetail()).contains("imageId has 2,000 characters");
    assertThat(failure.getImageId()).isEqualTo("x".repeat(1024) + "...");
  }

  private ScoringFailure failureOf(String imageId, RegionOfInterest... regions) throws Exception {
    ImageEvent event =
        ImageEvent.newBuilder()
            .setImageId(imageId)
            .setContent(ByteBuffer.allocate(1))
            .setRegionsOfInterest(List.of(regions))
            .setSubmittedAt(Instant.EPOCH)
            .build();
    byte[] value = serdes.serializer(ImageEvent.class).serialize(TOPIC, event);
    Outcome outcome =
        pipeline
            .submit(new ImageRecord(new TopicPartition(TOPIC, 0), 7, null, value))
            .get(30, TimeUnit.SECONDS);
    return ((Outcome.Rejected) outcome).failure();
  }
}
