package io.engram.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.processor.commit.WindowLimit;
import io.engram.processor.commit.Windows;
import io.engram.processor.lane.Lane;
import io.engram.processor.pipeline.ImageRecord;
import io.engram.processor.pipeline.Outcome;
import io.engram.schemas.FailureReason;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreImagesTest {
  private record Submitted(ImageRecord image, CompletableFuture<Outcome> outcome) {}

  private final List<Submitted> submitted = new ArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Windows windows = new Windows(new WindowLimit(100, 1_000_000), nanoTime::get);
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> images;
  private TestOutputTopic<String, VmsHeatmap> heatmaps;
  private TestOutputTopic<String, MemorabilityScore> scores;
  private TestOutputTopic<String, ScoringFailure> failures;

  @BeforeEach
  void start() throws Exception {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    for (Topic topic : Topic.values()) {
      registry.register(topic.subject(), PublishedSchema.of(topic.event()));
    }
    AvroSerdes serdes = AvroSerdes.of(registry);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    driver =
        new TopologyTestDriver(
            ScoringTopology.build(serdes, this::submit, windows), properties, Instant.EPOCH);
    images =
        driver.createInputTopic(
            Topic.IMAGE_EVENTS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    heatmaps = output(serdes, Topic.VMS_HEATMAPS, VmsHeatmap.class);
    scores = output(serdes, Topic.MEMORABILITY_SCORES, MemorabilityScore.class);
    failures = output(serdes, Topic.SCORING_FAILURES, ScoringFailure.class);
  }

  private <T extends org.apache.avro.specific.SpecificRecord> TestOutputTopic<String, T> output(
      AvroSerdes serdes, Topic topic, Class<T> type) {
    return driver.createOutputTopic(
        topic.topicName(), new StringDeserializer(), serdes.deserializer(type));
  }

  private CompletableFuture<Outcome> submit(ImageRecord image) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    submitted.add(new Submitted(image, outcome));
    return outcome;
  }

  @AfterEach
  void stop() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
  }

  private void pipe(String... keys) {
    for (String key : keys) {
      images.pipeInput(key.getBytes(UTF_8), new byte[] {1}, Instant.ofEpochMilli(42));
    }
  }

  /** A processor on its own, whose turns the test takes. */
  private final class Alone {
    private final MockProcessorContext<byte[], SpecificRecord> context;
    private final ScoreImages processor = new ScoreImages(ScoreImagesTest.this::submit, windows);
    private final int partition;
    private long offset;

    Alone(int partition) {
      this.partition = partition;
      context = new MockProcessorContext<>(new Properties(), new TaskId(0, partition), null);
      processor.init(context);
    }

    void process() {
      context.setRecordMetadata(Topic.IMAGE_EVENTS.topicName(), partition, offset++);
      processor.process(new Record<>(null, new byte[] {1}, 0));
    }

    void turn() {
      context.scheduledPunctuators().stream()
          .filter(punctuator -> !punctuator.cancelled())
          .forEach(punctuator -> punctuator.getPunctuator().punctuate(0));
    }

    boolean emits() {
      return context.scheduledPunctuators().stream().anyMatch(one -> !one.cancelled());
    }
  }

  private void finish(int image) {
    submitted.get(image).outcome().complete(scored("a"));
  }

  @Test
  void shouldAskForACommitOnceNothingIsInFlight() {
    var alone = new Alone(0);
    alone.process();
    alone.process();
    alone.turn();

    finish(0);
    alone.turn();
    assertThat(alone.context.forwarded()).hasSize(2);
    assertThat(alone.context.committed()).isFalse();

    finish(1);
    alone.turn();
    assertThat(alone.context.forwarded()).hasSize(4);
    assertThat(alone.context.committed()).isTrue();
    assertThat(alone.emits()).isFalse();
  }

  /** Or a backlog that is scored as fast as it comes would have a transaction for each image. */
  @Test
  void shouldNotAskForACommitWhileImagesKeepComing() {
    var alone = new Alone(0);
    for (int i = 0; i < 3; i++) {
      alone.process();
      finish(i);
      alone.turn();
      assertThat(alone.context.committed()).isFalse();
    }
    assertThat(alone.context.forwarded()).hasSize(6);

    alone.turn();
    assertThat(alone.context.committed()).isTrue();
  }

  @Test
  void shouldAskForACommitOnceAnOutcomeHasWaitedForHalfOfWhatItTook() {
    var alone = new Alone(0);
    alone.process();
    alone.process();
    nanoTime.addAndGet(60_000_000);
    finish(0);
    alone.turn();

    nanoTime.addAndGet(30_000_000 - 1);
    alone.turn();
    assertThat(alone.context.committed()).isFalse();

    nanoTime.addAndGet(1);
    alone.turn();
    assertThat(alone.context.committed()).isTrue();
    assertThat(alone.emits()).isTrue();
  }

  @Test
  void shouldLeaveTheCommitToTheLastTaskOfItsThread() {
    var first = new Alone(0);
    var last = new Alone(1);
    first.process();
    last.process();
    first.turn();
    last.turn();

    finish(0);
    first.turn();
    assertThat(first.context.committed()).isFalse();
    assertThat(first.emits()).isFalse();

    finish(1);
    last.turn();
    assertThat(last.context.committed()).isTrue();
  }

  private void turn() {
    driver.advanceWallClockTime(Duration.ofMillis(2));
  }

  private static Outcome scored(String id) {
    return new Outcome.Scored(
        VmsHeatmap.newBuilder()
            .setImageId(id)
            .setContentSha256("")
            .setModelName("m")
            .setModelVersion("1")
            .setRasterWidth(1)
            .setRasterHeight(1)
            .setTrueSchema(ByteBuffer.allocate(1))
            .setFalseSchema(ByteBuffer.allocate(1))
            .setImageWidth(1)
            .setImageHeight(1)
            .setScore(0.5)
            .setRegions(List.of())
            .setTimings(new StageTimings(1L, 1L, 1L, 1L, 1))
            .setSubmittedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .build(),
        MemorabilityScore.newBuilder()
            .setImageId(id)
            .setContentSha256("")
            .setModelName("m")
            .setModelVersion("1")
            .setImageWidth(1)
            .setImageHeight(1)
            .setScore(0.5)
            .setRegions(List.of())
            .setSubmittedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .build());
  }

  private static Outcome rejected(String id) {
    return new Outcome.Rejected(
        ScoringFailure.newBuilder()
            .setSourceTopic("image-events")
            .setSourcePartition(0)
            .setSourceOffset(0)
            .setImageId(id)
            .setReason(FailureReason.CORRUPT_IMAGE)
            .setDetail("d")
            .setRemedy("r")
            .setFailedAt(Instant.EPOCH)
            .build());
  }

  @Test
  void shouldEmitInArrivalOrderWhateverTheOrderOfOutcomes() {
    pipe("a", "b", "c");
    submitted.get(2).outcome().complete(scored("c"));
    turn();
    assertThat(heatmaps.isEmpty()).isTrue();

    submitted.get(0).outcome().complete(scored("a"));
    turn();
    assertThat(heatmaps.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("a");

    submitted.get(1).outcome().complete(rejected("b"));
    turn();
    assertThat(heatmaps.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("c");
    assertThat(scores.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("a", "c");
    assertThat(failures.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("b");
  }

  @Test
  void shouldEmitAnInteractiveImageWhileBulkImagesOfItsPartitionAreInFlight() {
    TestInputTopic<byte[], byte[]> interactive =
        driver.createInputTopic(
            Topic.INTERACTIVE_IMAGE_EVENTS.topicName(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    pipe("a", "b");
    interactive.pipeInput("now".getBytes(UTF_8), new byte[] {1}, Instant.ofEpochMilli(43));
    assertThat(submitted.get(2).image().lane()).isEqualTo(Lane.INTERACTIVE);
    assertThat(submitted.get(0).image().lane()).isEqualTo(Lane.BULK);

    submitted.get(1).outcome().complete(scored("b"));
    submitted.get(2).outcome().complete(scored("now"));
    turn();
    assertThat(heatmaps.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("now");

    submitted.get(0).outcome().complete(scored("a"));
    turn();
    assertThat(heatmaps.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("a", "b");
  }

  @Test
  void shouldEmitUnderTheEventsTimestamp() {
    pipe("a");
    submitted.get(0).outcome().complete(scored("a"));
    turn();

    assertThat(heatmaps.readRecord().timestamp()).isEqualTo(42);
  }

  @Test
  void shouldTellTheScorerWhereARecordCameFrom() {
    pipe("a", "b");

    assertThat(submitted).extracting(s -> s.image().offset()).containsExactly(0L, 1L);
    assertThat(submitted.get(1).image())
        .hasToString("image-events-0@1")
        .satisfies(image -> assertThat(image.key()).asString(UTF_8).isEqualTo("b"));
  }

  @Test
  void shouldTakeRecordsWithoutKeyOrValue() {
    images.pipeInput((byte[]) null, (byte[]) null);
    submitted.get(0).outcome().complete(rejected(null));
    turn();

    assertThat(failures.readKeyValue().key).isNull();
  }

  @Test
  void shouldNotCopyAKeyThatNoResultTopicTakes() {
    images.pipeInput(new byte[Outcome.MAX_KEY_BYTES + 1], new byte[] {1});
    submitted.get(0).outcome().complete(rejected("a"));
    turn();

    assertThat(failures.readKeyValue().key).isNull();
  }

  @Test
  void shouldCopyHeadersThatResultTopicsTake() {
    pipe(header("traceparent", 55));
    pipe(header("small", 1), header("attachment", 2 << 20));
    pipe(IntStream.range(0, 20_000).mapToObj(i -> header("", 0)).toArray(Header[]::new));
    submitted.forEach(image -> image.outcome().complete(scored("a")));
    turn();

    assertThat(heatmaps.readRecord().headers())
        .isEqualTo(new RecordHeaders(List.of(header("traceparent", 55))));
    assertThat(heatmaps.readRecordsToList())
        .hasSize(2)
        .allSatisfy(record -> assertThat(record.headers()).isEmpty());
  }

  private static Header header(String name, int bytes) {
    return new RecordHeader(name, new byte[bytes]);
  }

  private void pipe(Header... headers) {
    images.pipeInput(
        new TestRecord<>(new byte[1], new byte[1], new RecordHeaders(headers), Instant.EPOCH));
  }

  @Test
  void shouldGiveUpImagesInFlightWhenItsTaskCloses() {
    pipe("a");
    stop();

    assertThat(submitted.get(0).outcome()).isCancelled();
  }

  @Test
  void shouldStopTheStreamWhenTheScorerIsBroken() {
    pipe("a");
    submitted.get(0).outcome().completeExceptionally(new IllegalStateException("out of order"));

    assertThatExceptionOfType(StreamsException.class)
        .isThrownBy(this::turn)
        .withStackTraceContaining("out of order");
  }
}
