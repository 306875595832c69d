package io.engram.processor.topology;

import static io.engram.processor.topology.Outcomes.rejected;
import static io.engram.processor.topology.Outcomes.scored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.processor.commit.WindowLimit;
import io.engram.processor.commit.Windows;
import io.engram.processor.lane.Lane;
import io.engram.processor.pipeline.ImageRecord;
import io.engram.processor.pipeline.Outcome;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoreImagesTest {
  private record Submitted(ImageRecord image, CompletableFuture<Outcome> outcome) {}

  private final List<Submitted> submitted = new ArrayList<>();

  @RegisterExtension
  static final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private final Windows windows = new Windows(new WindowLimit(100, 1_000_000));
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
            ScoringTopology.build(
                serdes, this::submit, windows, new ImageTraces(telemetry.getOpenTelemetry())),
            properties,
            Instant.EPOCH);
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

  private void turn() {
    driver.advanceWallClockTime(Duration.ofMillis(2));
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
    pipe(header("campaign", 55));
    pipe(header("small", 1), header("attachment", 2 << 20));
    pipe(IntStream.range(0, 20_000).mapToObj(i -> header("", 0)).toArray(Header[]::new));
    submitted.forEach(image -> image.outcome().complete(scored("a")));
    turn();

    assertThat(heatmaps.readRecordsToList())
        .extracting(record -> names(record.headers()))
        .containsExactly(
            List.of("campaign", "traceparent"), List.of("traceparent"), List.of("traceparent"));
  }

  @Test
  void shouldLeaveOutATraceThatNoResultTopicTakes() {
    pipe(
        header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        header("tracestate", largestTraceState()));
    submitted.get(0).outcome().complete(scored("a"));
    turn();

    assertThat(heatmaps.readRecord().headers()).isEmpty();
  }

  /** By what its standard allows. */
  private static String largestTraceState() {
    return IntStream.range(10, 42)
        .mapToObj(i -> "v".repeat(254) + i + "=" + "x".repeat(256))
        .collect(Collectors.joining(","));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static List<String> names(Headers headers) {
    return Stream.of(headers.toArray()).map(Header::key).toList();
  }

  @Test
  void shouldGoOnWithTheTraceOfTheRecordAndHandItOnToResults() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    pipe(new RecordHeader("traceparent", ("00-" + trace + "-b7ad6b7169203331-01").getBytes(UTF_8)));
    submitted.get(0).outcome().complete(scored("a"));
    assertThat(telemetry.getSpans()).isEmpty();
    turn();

    SpanData span = telemetry.getSpans().get(0);
    assertThat(span.getName()).isEqualTo("process image-events");
    assertThat(span.getTraceId()).isEqualTo(trace);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(submitted.get(0).image().trace().id()).hasValue(trace);
    Header handedOn = heatmaps.readRecord().headers().lastHeader("traceparent");
    assertThat(new String(handedOn.value(), UTF_8))
        .isEqualTo("00-" + trace + "-" + span.getSpanId() + "-01");
  }

  @Test
  void shouldEndTheTraceOfAnImageThatItGivesUp() {
    pipe("a");
    stop();

    assertThat(telemetry.getSpans().get(0).getEvents())
        .extracting(EventData::getName)
        .containsExactly("partition given up");
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
