package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.FetchLimits;
import io.engram.processor.reference.HostRule;
import io.engram.processor.reference.ImageServer;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.processor.reference.ReferencePolicy;
import io.engram.processor.reference.S3Config;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that are fetched, and their neighbours that need not be. */
class ReferencedImageTest {
  private static final byte[] PIXEL = new PngEncoder().encode(new RgbImage(1, 1, new byte[3]));

  private final CountDownLatch slow = new CountDownLatch(1);
  private AvroSerdes serdes;
  private ImageServer server;
  private String root;
  private ScoringPipeline pipeline;

  @BeforeEach
  void start() throws Exception {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    registry.register(Topic.IMAGE_EVENTS.subject(), PublishedSchema.of(ImageEvent.class));
    serdes = AvroSerdes.of(registry);
    server = ImageServer.start().on("/image.png", ImageServer.image(PIXEL));
    server.on(
        "/slow",
        exchange -> {
          awaitSlow();
          ImageServer.image(PIXEL).handle(exchange);
        });
    root = "http://127.0.0.1:" + server.port();
    pipeline = pipeline(100);
  }

  private ScoringPipeline pipeline(int perHost) {
    FakeEngine engine = new FakeEngine();
    engine.turns.release(1000);
    return ScoringPipeline.start(
        config(perHost),
        new LoadedModel(TinyBundle.draft(8, 8), List.of(engine), new BatchPolicy(1, Duration.ZERO)),
        serdes,
        ScoringMetrics.NONE);
  }

  private PipelineConfig config(int perHost) {
    ReferencePolicy policy =
        new ReferencePolicy(List.of(), List.of(), List.of(HostRule.parse(root)), Set.of());
    Duration minute = Duration.ofMinutes(1);
    return new PipelineConfig(
        1,
        DecodeLimits.defaults(),
        new ReferenceConfig(
            policy, new FetchLimits(100, perHost, 1, minute, minute), S3Config.defaults()),
        new BatchConfig(OptionalInt.of(1), Duration.ZERO, new BatchTuning(Duration.ZERO, 1)),
        new CacheLimit(0, Duration.ofHours(1)));
  }

  private void awaitSlow() {
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    slow.countDown();
    pipeline.close();
    server.close();
    serdes.close();
  }

  private CompletableFuture<Outcome> submit(int partition, byte[] content, String uri) {
    return submit(Topic.IMAGE_EVENTS, partition, content, uri);
  }

  private CompletableFuture<Outcome> submit(
      Topic topic, int partition, byte[] content, String uri) {
    ImageEvent event =
        ImageEvent.newBuilder()
            .setImageId("image")
            .setContent(content == null ? null : ByteBuffer.wrap(content))
            .setReference(uri == null ? null : new ImageReference(uri, null))
            .setRegionsOfInterest(List.of())
            .setSubmittedAt(Instant.EPOCH)
            .build();
    byte[] value =
        serdes.serializer(ImageEvent.class).serialize(Topic.IMAGE_EVENTS.topicName(), event);
    return pipeline.submit(
        new ImageRecord(new TopicPartition(topic.topicName(), partition), 0, null, value));
  }

  private static Outcome outcome(CompletableFuture<Outcome> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  @Test
  void shouldScoreAnImageThatItMustFetch() throws Exception {
    assertThat(outcome(submit(0, null, root + "/image.png"))).isInstanceOf(Outcome.Scored.class);
  }

  @Test
  void shouldNameTheReasonWhenAnImageCannotBeFetched() throws Exception {
    Outcome outcome = outcome(submit(0, null, root + "/missing"));

    assertThat(((Outcome.Rejected) outcome).failure().getReason())
        .isEqualTo(FailureReason.REFERENCE_NOT_FOUND);
    assertThat(((Outcome.Rejected) outcome).failure().getImageId()).isEqualTo("image");
  }

  @Test
  void shouldScoreOtherImagesWhileAServerIsSlow() throws Exception {
    List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      waiting.add(submit(0, null, root + "/slow"));
    }

    assertThat(outcome(submit(1, PIXEL, null))).isInstanceOf(Outcome.Scored.class);
    assertThat(outcome(submit(1, null, root + "/image.png"))).isInstanceOf(Outcome.Scored.class);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    slow.countDown();
    for (CompletableFuture<Outcome> image : waiting) {
      assertThat(outcome(image)).isInstanceOf(Outcome.Scored.class);
    }
  }

  @Test
  void shouldGiveUpTheSlotsOfImagesThatNobodyWaitsFor() throws Exception {
    List<CompletableFuture<Outcome>> dropped = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      dropped.add(submit(0, null, root + "/slow"));
    }
    dropped.forEach(image -> image.cancel(false));
    slow.countDown();

    assertThat(outcome(submit(1, null, root + "/image.png"))).isInstanceOf(Outcome.Scored.class);
  }

  @Test
  void shouldFetchInteractiveImagesBeforeThoseOfBulk() throws Exception {
    occupyTheOnlySlotOfTheHost();
    CompletableFuture<Outcome> bulk = submit(0, null, root + "/image.png?bulk");
    awaitRead(Topic.IMAGE_EVENTS);
    submit(Topic.INTERACTIVE_IMAGE_EVENTS, 0, null, root + "/image.png?interactive");
    awaitRead(Topic.INTERACTIVE_IMAGE_EVENTS);

    slow.countDown();

    assertThat(outcome(bulk)).isInstanceOf(Outcome.Scored.class);
    assertThat(server.requests())
        .containsExactly("/slow", "/image.png?interactive", "/image.png?bulk");
  }

  @Test
  void shouldNotFetchWhatNobodyWaitsForWhenItIsItsTurn() throws Exception {
    occupyTheOnlySlotOfTheHost();
    CompletableFuture<Outcome> dropped = submit(0, null, root + "/image.png?dropped");
    CompletableFuture<Outcome> wanted = submit(0, null, root + "/image.png?wanted");
    awaitRead(Topic.IMAGE_EVENTS);
    dropped.cancel(false);

    slow.countDown();

    assertThat(outcome(wanted)).isInstanceOf(Outcome.Scored.class);
    assertThat(server.requests()).containsExactly("/slow", "/image.png?wanted");
  }

  private void occupyTheOnlySlotOfTheHost() {
    pipeline.close();
    pipeline = pipeline(1);
    submit(0, null, root + "/slow");
  }

  /** Returns when all images before it are read: the only reader takes a topic's in order. */
  private void awaitRead(Topic topic) throws Exception {
    assertThat(outcome(submit(topic, 9, PIXEL, null))).isInstanceOf(Outcome.Scored.class);
  }
}
