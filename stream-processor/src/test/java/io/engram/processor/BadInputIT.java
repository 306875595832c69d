package io.engram.processor;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.ModelBundle;
import io.engram.platform.testing.TestPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.ScoringFailure;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one bad record does to its neighbours: nothing. */
class BadInputIT {
  private static final String NAMELESS = "-";
  private static final int GOOD = 15;

  @TempDir private Path folder;

  @Test
  void shouldFailBadRecordsAloneWhereverTheyStand() throws Exception {
    try (TestPlatform platform = TestStream.startPlatform(1);
        TestStream stream = new TestStream(platform)) {
      Path referred =
          Files.write(folder.resolve("referred.png"), TestStream.drawing(new Random(2)));
      List<FailureReason> expected = sendGoodAndBad(stream, referred);
      try (StreamProcessor processor =
          StreamProcessor.start(
              config(platform), ModelBundle.open(TestBundles.shipped()), ScoringMetrics.NONE)) {
        stream.awaitOutcomes(GOOD + expected.size());
        assertThat(processor.isRunning()).isTrue();
      }
      assertThat(stream.heatmaps())
          .isEqualTo(
              IntStream.range(0, GOOD).boxed().collect(Collectors.toMap(i -> "good-" + i, i -> 1)));
      assertThat(stream.failureRecords())
          .extracting(ScoringFailure::getReason)
          .containsExactlyElementsOf(expected);
      assertThat(stream.failureRecords())
          .allSatisfy(
              failure -> {
                assertThat(failure.getSourceTopic()).isEqualTo("image-events");
                assertThat(UTF_8.decode(failure.getOriginalKey()).toString()).isEqualTo(NAMELESS);
                assertThat(failure.getDetail()).isNotBlank();
                assertThat(failure.getRemedy()).isNotBlank();
              });
    }
  }

  private ProcessorConfig config(TestPlatform platform) {
    return ProcessorConfig.from(
        Map.of(
            "bootstrap.servers", platform.bootstrapServers(),
            "schema.registry.url", platform.registryUrl(),
            "references.folders", folder.toString(),
            "batch.max-size", "4"));
  }

  /** Bad records first, between and last; returns the reasons that they must fail for. */
  private static List<FailureReason> sendGoodAndBad(TestStream stream, Path referred)
      throws Exception {
    Random random = new Random(1);
    stream.send(NAMELESS, "no Avro at all".getBytes(UTF_8));
    stream.send(NAMELESS, null);
    sendGood(stream, random, 0);
    stream.send(NAMELESS, stream.encoded("empty", new byte[0]));
    sendGood(stream, random, 3);
    stream.send(NAMELESS, stream.encoded("text", "this is no image".getBytes(UTF_8)));
    sendGood(stream, random, 6);
    byte[] truncated = TestStream.drawing(random);
    stream.send(NAMELESS, stream.encoded("cut", Arrays.copyOf(truncated, truncated.length / 2)));
    sendGood(stream, random, 9);
    sendUnreadable(stream, 0);
    sendUnreadable(stream, Integer.MAX_VALUE);
    sendUnreadable(stream, stream.registerJsonSchema());
    sendOdd(stream, random, referred);
    stream.send(NAMELESS, stream.encoded("x".repeat(2 << 20), TestStream.drawing(random)));
    return List.of(
        FailureReason.UNREADABLE_EVENT,
        FailureReason.UNREADABLE_EVENT,
        FailureReason.EMPTY_IMAGE,
        FailureReason.UNSUPPORTED_FORMAT,
        FailureReason.CORRUPT_IMAGE,
        FailureReason.UNREADABLE_EVENT,
        FailureReason.UNREADABLE_EVENT,
        FailureReason.UNREADABLE_EVENT,
        FailureReason.INVALID_EVENT);
  }

  private static void sendUnreadable(TestStream stream, int schemaId) {
    stream.send(NAMELESS, ByteBuffer.allocate(9).put((byte) 0).putInt(schemaId).array());
  }

  /** Good images that come in an unusual way: without a time, with a large header, by reference. */
  private static void sendOdd(TestStream stream, Random random, Path referred) {
    byte[] key = "good".getBytes(UTF_8);
    byte[] timeless = stream.encoded("good-12", TestStream.drawing(random));
    stream.send(
        new ProducerRecord<>(IMAGE_EVENTS.topicName(), key, timeless) {
          @Override
          public Long timestamp() {
            return -1L;
          }
        });
    byte[] burdened = stream.encoded("good-13", TestStream.drawing(random));
    Header attachment = new RecordHeader("attachment", new byte[2 << 20]);
    stream.send(
        new ProducerRecord<>(IMAGE_EVENTS.topicName(), null, key, burdened, List.of(attachment)));
    ImageEvent byReference =
        ImageEvent.newBuilder(TestStream.event("good-14", new byte[0]))
            .setContent(null)
            .setReference(new ImageReference(referred.toUri().toString(), null))
            .build();
    stream.send("good", stream.encoded(byReference));
  }

  private static void sendGood(TestStream stream, Random random, int first) {
    for (int i = first; i < first + 3; i++) {
      stream.send("good", stream.encoded("good-" + i, TestStream.drawing(random)));
    }
  }
}
