package io.engram.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.ModelBundle;
import io.engram.platform.testing.TestPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What processors that come and go do to images in flight: nothing. */
class RebalanceIT {
  private static final int STEP = 500;

  @Test
  void shouldScoreEveryImageExactlyOnceWhilePartitionsMove() throws Exception {
    try (TestPlatform platform = TestStream.startPlatform();
        TestStream stream = new TestStream(platform)) {
      stream.submit(0, STEP);
      try (StreamProcessor stays = start(platform)) {
        stream.awaitOutcomes(STEP / 4);
        try (StreamProcessor leaves = start(platform)) {
          stream.submit(STEP, 2 * STEP);
          leaves.awaitRunning();
          stream.awaitOutcomes(STEP + STEP / 4);
          stream.submit(2 * STEP, 3 * STEP);
        }
        stream.submit(3 * STEP, 4 * STEP);
        stream.awaitOutcomes(4 * STEP);
        assertThat(stays.isRunning()).isTrue();
      }
      stream.readToTheEnd();
      assertThat(outcomes(stream))
          .isEqualTo(
              IntStream.range(0, 4 * STEP)
                  .boxed()
                  .collect(Collectors.toMap(TestStream::imageId, image -> 1)));
    }
  }

  private static StreamProcessor start(TestPlatform platform) throws Exception {
    return StreamProcessor.start(
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl())),
        ModelBundle.open(TestBundles.shipped()),
        ScoringMetrics.NONE);
  }

  private static Map<String, Integer> outcomes(TestStream stream) {
    return Stream.of(stream.heatmaps(), stream.failures())
        .flatMap(counts -> counts.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
  }
}
