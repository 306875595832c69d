package io.engram.processor.pipeline;

import static java.util.concurrent.TimeUnit.MINUTES;
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
import io.engram.processor.reference.ReferenceConfig;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another model takes over while images are under way. */
class ModelChangeTest {
  private final FakeEngine old = new FakeEngine();
  private final FakeEngine fresh = new FakeEngine();
  private AvroSerdes serdes;
  private ScoringPipeline pipeline;

  @BeforeEach
  void start() throws Exception {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    registry.register(Topic.IMAGE_EVENTS.subject(), PublishedSchema.of(ImageEvent.class));
    serdes = AvroSerdes.of(registry);
    fresh.turns.release(100);
    pipeline =
        ScoringPipeline.start(
            new PipelineConfig(
                1,
                DecodeLimits.defaults(),
                ReferenceConfig.NONE,
                new BatchConfig(
                    OptionalInt.of(1), Duration.ZERO, new BatchTuning(Duration.ZERO, 1)),
                new CacheLimit(1 << 20, Duration.ofHours(1))),
            model("1", old),
            serdes,
            ScoringMetrics.NONE);
  }

  @AfterEach
  void stop() {
    old.turns.release(100);
    pipeline.close();
    serdes.close();
  }

  private static LoadedModel model(String version, FakeEngine engine) {
    return new LoadedModel(
        TinyBundle.draft(8, 8, "tiny", version),
        List.of(engine),
        new BatchPolicy(1, Duration.ZERO));
  }

  private CompletableFuture<Outcome> submit(int red) {
    byte[] event =
        serdes
            .serializer(ImageEvent.class)
            .serialize(
                Topic.IMAGE_EVENTS.topicName(),
                ImageEvent.newBuilder()
                    .setImageId("image")
                    .setContent(
                        ByteBuffer.wrap(
                            new PngEncoder()
                                .encode(new RgbImage(1, 1, new byte[] {(byte) red, 0, 0}))))
                    .setRegionsOfInterest(List.of())
                    .setSubmittedAt(Instant.EPOCH)
                    .build());
    return pipeline.submit(
        new ImageRecord(new TopicPartition(Topic.IMAGE_EVENTS.topicName(), 0), 0, null, event));
  }

  private static VmsHeatmap heatmap(CompletableFuture<Outcome> outcome) throws Exception {
    return ((Outcome.Scored) outcome.get(1, MINUTES)).heatmap();
  }

  /** The only reader takes images in order, so this one's end is that of those before it. */
  private void awaitRead() throws Exception {
    pipeline
        .submit(
            new ImageRecord(
                new TopicPartition(Topic.IMAGE_EVENTS.topicName(), 0), 0, null, new byte[] {1}))
        .get(1, MINUTES);
  }

  @Test
  void shouldScoreWithTheOldModelWhatWasBegunAndWithTheNewWhatComes() throws Exception {
    CompletableFuture<Outcome> scoring = submit(1);
    old.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> waiting = submit(2);
    awaitRead();

    pipeline.serve(model("2", fresh));

    assertThat(heatmap(submit(3)).getModelVersion()).isEqualTo("2");
    assertThat(scoring).isNotDone();
    assertThat(waiting).isNotDone();
    old.turns.release(2);
    assertThat(heatmap(scoring).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(waiting).getModelVersion()).isEqualTo("1");
    assertThat(old.batches).containsExactly(1, 1);
    assertThat(fresh.batches).containsExactly(1);
  }

  @Test
  void shouldCloseTheOldModelAfterItsLastImageOnly() throws Exception {
    CompletableFuture<Outcome> last = submit(1);
    old.entered.acquireUninterruptibly();

    pipeline.serve(model("2", fresh));
    assertThat(heatmap(submit(2)).getModelVersion()).isEqualTo("2");
    assertThat(old.closed.getCount()).isOne();
    assertThat(pipeline.openModels()).isEqualTo(2);

    old.turns.release();
    last.get(1, MINUTES);
    assertThat(old.closed.await(1, MINUTES)).isTrue();
    assertThat(fresh.closed.getCount()).isOne();
    pipeline.close();
    assertThat(fresh.closed.getCount()).isZero();
    assertThat(pipeline.openModels()).isZero();
  }

  @Test
  void shouldCloseAModelThatHasNothingToDoAtOnce() throws Exception {
    pipeline.serve(model("2", fresh));

    assertThat(old.closed.await(1, MINUTES)).isTrue();
  }

  @Test
  void shouldNotServeWhatTheOldModelMadeOfTheSameBytes() throws Exception {
    old.turns.release();
    heatmap(submit(1));

    pipeline.serve(model("2", fresh));

    VmsHeatmap again = heatmap(submit(1));
    assertThat(again.getCached()).isFalse();
    assertThat(again.getModelVersion()).isEqualTo("2");
    assertThat(heatmap(submit(1)).getCached()).isTrue();
  }

  @Test
  void shouldScoreEqualImagesOnceForEachModelThatTheyBeganWith() throws Exception {
    CompletableFuture<Outcome> first = submit(1);
    old.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> equal = submit(1);
    awaitRead();

    pipeline.serve(model("2", fresh));

    assertThat(heatmap(submit(1)).getModelVersion()).isEqualTo("2");
    old.turns.release();
    assertThat(heatmap(first).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(equal).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(equal).getCached()).isTrue();
    assertThat(old.batches).containsExactly(1);
    assertThat(fresh.batches).containsExactly(1);
  }

  @Test
  void shouldScoreItsShareWithTheModelOnTrialUntilThatEnds() throws Exception {
    old.turns.release(1000);
    fresh.turns.release(1000);
    pipeline.tryOut(model("2", fresh), new TrialShare(0.3));
    Map<Integer, String> during = new HashMap<>();
    for (int red = 0; red < 200; red++) {
      during.put(red, heatmap(submit(red)).getModelVersion());
    }
    assertThat(during.values().stream().filter("2"::equals).count()).isBetween(35L, 85L);

    FakeEngine next = new FakeEngine();
    next.turns.release(1000);
    pipeline.tryOut(model("3", next), new TrialShare(0.3));
    assertThat(fresh.closed.await(1, MINUTES)).isTrue();
    for (int red = 0; red < 200; red++) {
      boolean tried = heatmap(submit(red)).getModelVersion().equals("3");
      assertThat(tried).as("image %d", red).isEqualTo(during.get(red).equals("2"));
    }

    pipeline.endTrial();
    assertThat(next.closed.await(1, MINUTES)).isTrue();
    assertThat(heatmap(submit(1)).getModelVersion()).isEqualTo("1");
    assertThat(old.closed.getCount()).isOne();
  }

  @Test
  void shouldCloseModelsThatAreStillBusyWithThePipeline() throws Exception {
    submit(1);
    old.entered.acquireUninterruptibly();
    pipeline.serve(model("2", fresh));
    old.turns.release();

    pipeline.close();

    assertThat(old.closed.getCount()).isZero();
    assertThat(fresh.closed.getCount()).isZero();
  }
}
