package io.engram.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.platform.testing.TestPlatform;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} does to images in flight, with the commit rule and without it. */
class CrashIT {
  private static final int IMAGES = 2_000;
  private static final int KILLS = 4;

  @TempDir private Path folder;
  private TestPlatform platform;
  private TestStream stream;

  @BeforeEach
  void start() throws Exception {
    platform = TestStream.startPlatform();
    stream = new TestStream(platform);
  }

  @AfterEach
  void stop() {
    stream.close();
    platform.close();
  }

  @Test
  void shouldScoreEveryImageExactlyOnceThroughKills() throws Exception {
    stream.submit(IMAGES);

    killAgainAndAgain("rule", "exactly_once_v2");

    assertThat(outcomesOtherThanOne()).isEmpty();
    assertThat(stream.scores()).isEqualTo(stream.heatmaps());
  }

  @Test
  void shouldLoseImagesWithoutTheCommitRule() throws Exception {
    stream.submit(IMAGES);

    killAgainAndAgain("control", "exactly_once_v2");

    assertThat(outcomesOtherThanOne()).as("the control must fail").isNotEmpty();
  }

  @Test
  void shouldLoseNoImageUnderAtLeastOnce() throws Exception {
    stream.submit(IMAGES);

    killAgainAndAgain("rule", "at_least_once");

    assertThat(outcomesOtherThanOne().values()).doesNotContain(0);
  }

  @Test
  void shouldLoseImagesUnderAtLeastOnceWithoutTheCommitRule() throws Exception {
    stream.submit(IMAGES);

    killAgainAndAgain("control", "at_least_once");

    assertThat(outcomesOtherThanOne().values()).as("the control must fail").contains(0);
  }

  /** Kills a processor while it works, several times; then lets one work to the end. */
  private void killAgainAndAgain(String clients, String guarantee) throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      try (ProcessorProcess processor =
          ProcessorProcess.start(platform, clients, guarantee, folder)) {
        stream.awaitOutcomes(kill * IMAGES / (KILLS + 2), processor);
        processor.kill();
      }
    }
    try (ProcessorProcess processor =
        ProcessorProcess.start(platform, clients, guarantee, folder)) {
      stream.awaitOutcomes(Integer.MAX_VALUE, processor);
    }
  }

  private Map<String, Integer> outcomesOtherThanOne() {
    Map<String, Integer> outcomes = new TreeMap<>(stream.heatmaps());
    stream.failures().forEach((image, count) -> outcomes.merge(image, count, Integer::sum));
    for (int i = 0; i < IMAGES; i++) {
      outcomes.putIfAbsent(TestStream.imageId(i), 0);
    }
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue() != 1)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
