package io.engram.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.ModelBundle;
import io.engram.platform.EmbeddedPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ScoringFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one bad record does to its neighbours: nothing. */
class BadInputIT {
  private static final String NAMELESS = "-";

  @Test
  void shouldFailBadRecordsAloneWhereverTheyStand() throws Exception {
    try (EmbeddedPlatform platform = TestStream.startPlatform(1);
        TestStream stream = new TestStream(platform)) {
      List<FailureReason> expected = sendGoodAndBad(stream);
      try (StreamProcessor processor =
          StreamProcessor.start(
              config(platform), ModelBundle.open(TestBundles.shipped()), ScoringMetrics.NONE)) {
        stream.awaitOutcomes(12 + expected.size());
        assertThat(processor.isRunning()).isTrue();
      }
      assertThat(stream.heatmaps())
          .isEqualTo(
              IntStream.range(0, 12).boxed().collect(Collectors.toMap(i -> "good-" + i, i -> 1)));
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

  private static ProcessorConfig config(EmbeddedPlatform platform) {
    return ProcessorConfig.from(
        Map.of(
            "bootstrap.servers", platform.bootstrapServers(),
            "schema.registry.url", platform.registryUrl(),
            "batch.max-size", "4"));
  }

  /** Bad records first, between and last; returns the reasons that they must fail for. */
  private static List<FailureReason> sendGoodAndBad(TestStream stream) {
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
    stream.send(NAMELESS, new byte[] {0, 0, 0, 0, 1});
    stream.send(NAMELESS, stream.encoded("x".repeat(2 << 20), TestStream.drawing(random)));
    return List.of(
        FailureReason.UNREADABLE_EVENT,
        FailureReason.UNREADABLE_EVENT,
        FailureReason.EMPTY_IMAGE,
        FailureReason.UNSUPPORTED_FORMAT,
        FailureReason.CORRUPT_IMAGE,
        FailureReason.UNREADABLE_EVENT,
        FailureReason.INVALID_EVENT);
  }

  private static void sendGood(TestStream stream, Random random, int first) {
    for (int i = first; i < first + 3; i++) {
      stream.send("good", stream.encoded("good-" + i, TestStream.drawing(random)));
    }
  }
}
