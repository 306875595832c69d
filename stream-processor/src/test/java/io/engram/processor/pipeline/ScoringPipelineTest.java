package io.engram.processor.pipeline;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.InputShape;
import io.engram.model.engine.OutputShape;
import io.engram.model.testing.TinyBundle;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchPolicy;
import io.engram.processor.batch.BatchTuning;
import io.engram.processor.batch.FakeEngine;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.serde.RegistryUnavailableException;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
    image = record(0, "pixel", pixel(0));
    pipeline = pipeline(engine, 1 << 20);
  }

  private ScoringPipeline pipeline(InferenceEngine engine, long cacheBytes) {
    return ScoringPipeline.start(
        new PipelineConfig(
            1,
            DecodeLimits.defaults(),
            ReferenceConfig.NONE,
            new BatchConfig(OptionalInt.of(1), Duration.ZERO, new BatchTuning(Duration.ZERO, 1)),
            new CacheLimit(cacheBytes, Duration.ofHours(1))),
        model(engine),
        serdes,
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), ATTEMPTS),
        ScoringMetrics.NONE);
  }

  private static LoadedModel model(InferenceEngine engine) {
    return new LoadedModel(
        TinyBundle.draft(8, 8), List.of(engine), new BatchPolicy(1, Duration.ZERO));
  }

  private byte[] event(String imageId, byte[] content) {
    return serdes
        .serializer(ImageEvent.class)
        .serialize(
            Topic.IMAGE_EVENTS.topicName(),
            ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(ByteBuffer.wrap(content))
                .setRegionsOfInterest(List.of())
                .setSubmittedAt(Instant.EPOCH)
                .build());
  }

  private static byte[] pixel(int red) {
    return new PngEncoder().encode(new RgbImage(1, 1, new byte[] {(byte) red, 0, 0}));
  }

  private ImageRecord record(int partition, String imageId, byte[] content) {
    return record(Topic.IMAGE_EVENTS, partition, imageId, content);
  }

  private ImageRecord record(Topic topic, int partition, String imageId, byte[] content) {
    return new ImageRecord(
        new TopicPartition(topic.topicName(), partition), 0, null, event(imageId, content));
  }

  /**
   * Returns when all images before it are decoded: the only reader takes a topic's images in order.
   */
  private void awaitDecoded(Topic topic) throws Exception {
    Outcome torn = pipeline.submit(record(topic, 9, "torn", new byte[] {1, 2})).get(1, MINUTES);
    assertThat(torn).isInstanceOf(Outcome.Rejected.class);
  }

  @AfterEach
  void stop() {
    engine.turns.release(100);
    pipeline.close();
    serdes.close();
  }

  @Test
  void shouldScoreAnImage() {
    engine.turns.release();

    Outcome.Scored scored = (Outcome.Scored) pipeline.submit(image).join();

    assertThat(scored.heatmap().getCached()).isFalse();
    assertThat(scored.score().getCached()).isFalse();
  }

  @Test
  void shouldNotScoreContentAgainThatItScored() {
    engine.turns.release();
    pipeline.submit(image).join();

    Outcome.Scored again = (Outcome.Scored) pipeline.submit(record(0, "again", pixel(0))).join();

    assertThat(again.heatmap().getCached()).isTrue();
    assertThat(again.score().getCached()).isTrue();
    assertThat(again.heatmap().getImageId()).isEqualTo("again");
    assertThat(again.heatmap().getTimings().getInferenceMicros()).isZero();
    assertThat(engine.batches).containsExactly(1);
  }

  @Test
  void shouldScoreEqualImagesThatAreInFlightOnce() throws Exception {
    pipeline.close();
    pipeline = pipeline(engine, 0);
    CompletableFuture<Outcome> first = pipeline.submit(image);
    engine.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> equal = pipeline.submit(record(1, "equal", pixel(0)));
    CompletableFuture<Outcome> other = pipeline.submit(record(1, "other", pixel(1)));
    awaitDecoded(Topic.IMAGE_EVENTS);
    engine.turns.release(100);

    assertThat(((Outcome.Scored) first.join()).heatmap().getCached()).isFalse();
    assertThat(((Outcome.Scored) equal.join()).heatmap().getCached()).isTrue();
    other.join();
    assertThat(engine.batches).containsExactly(1, 1);
  }

  @Test
  void shouldScoreContentThatWaitsInBulkAtOnceWhereAnInteractiveImageHasIt() throws Exception {
    pipeline.submit(record(0, "busy", pixel(7)));
    engine.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> before = pipeline.submit(record(0, "before", pixel(1)));
    CompletableFuture<Outcome> bulk = pipeline.submit(record(0, "bulk", pixel(2)));
    CompletableFuture<Outcome> after = pipeline.submit(record(0, "after", pixel(3)));
    awaitDecoded(Topic.IMAGE_EVENTS);
    List<CompletableFuture<Outcome>> interactive = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      interactive.add(
          pipeline.submit(record(Topic.INTERACTIVE_IMAGE_EVENTS, i, "interactive", pixel(2))));
    }
    awaitDecoded(Topic.INTERACTIVE_IMAGE_EVENTS);

    engine.turns.release(2);
    for (CompletableFuture<Outcome> one : interactive) {
      assertThat(((Outcome.Scored) one.get(1, MINUTES)).heatmap().getCached()).isTrue();
    }
    assertThat(((Outcome.Scored) bulk.get(1, MINUTES)).heatmap().getCached()).isFalse();
    assertThat(before).isNotDone();

    engine.turns.release(100);
    assertThat(before.get(1, MINUTES)).isInstanceOf(Outcome.Scored.class);
    assertThat(after.get(1, MINUTES)).isInstanceOf(Outcome.Scored.class);
    assertThat(engine.batches).as("busy, interactive, before, after").containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldScoreAnImageWhoseEqualWasGivenUp() throws Exception {
    CompletableFuture<Outcome> busy = pipeline.submit(record(0, "busy", pixel(7)));
    engine.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> givenUp = pipeline.submit(image);
    CompletableFuture<Outcome> equal = pipeline.submit(record(1, "equal", pixel(0)));
    awaitDecoded(Topic.IMAGE_EVENTS);
    givenUp.cancel(false);
    engine.turns.release(2);

    assertThat(busy.join()).isInstanceOf(Outcome.Scored.class);
    assertThat(equal.join()).isInstanceOf(Outcome.Scored.class);
  }

  @Test
  void shouldNameEachOfEqualImagesThatCannotBeScored() throws Exception {
    CompletableFuture<Outcome> first =
        pipeline.submit(record(0, "first", pixel(FakeEngine.REFUSED)));
    engine.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> second =
        pipeline.submit(record(1, "second", pixel(FakeEngine.REFUSED)));
    awaitDecoded(Topic.IMAGE_EVENTS);
    engine.turns.release(100);

    assertThat(failure(first).getDetail()).contains("image 'first'");
    assertThat(failure(second).getDetail()).contains("image 'second'");
    assertThat(failure(pipeline.submit(record(0, "torn", new byte[] {1, 2}))).getDetail())
        .startsWith("image 'torn': ");
  }

  private static ScoringFailure failure(CompletableFuture<Outcome> outcome) {
    return ((Outcome.Rejected) outcome.join()).failure();
  }

  @Test
  void shouldWaitForARegistryThatIsOutForAMoment() {
    registry.outages.set(ATTEMPTS - 1);
    engine.turns.release();

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

    try (ScoringPipeline large = pipeline(new LargeEngine(), 0)) {
      assertThat(large.bytes(image)).isEqualTo(1024 * 512 * 3);
    }
  }

  private static final class LargeEngine implements InferenceEngine {
    @Override
    public InputShape input() {
      return new InputShape(1024, 512);
    }

    @Override
    public OutputShape output() {
      return new OutputShape(1, 1);
    }

    @Override
    public void score(ByteBuffer pixels, int count, FloatBuffer heatmaps) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String device() {
      return "none";
    }

    @Override
    public void close() {}
  }
}
