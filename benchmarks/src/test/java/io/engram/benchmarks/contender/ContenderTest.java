package io.engram.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContenderTest {
  @Test
  void shouldDifferFromEngramInWhatIsSaidOnly() {
    assertThat(Contender.ENGRAM.settings(4)).isEmpty();
    assertThat(Contender.ENGRAM_AT_LEAST_ONCE.settings(4)).containsOnlyKeys("processing.guarantee");
    assertThat(Contender.KAFKA_STREAMS.settings(4)).isEmpty();
  }

  @Test
  void shouldGiveEachCoreOneThreadThatScores() {
    assertThat(Contender.KAFKA_STREAMS_THREADS.settings(4))
        .containsEntry("stream.threads", "4")
        .containsEntry("engine.threads", "1");
  }

  @Test
  void shouldHavePeersCommitAsOftenAsKafkaStreamsDoes() {
    assertThat(Contender.KAFKA_STREAMS.defaults()).containsEntry("commit.interval.ms", "100");
    assertThat(Contender.FLINK.defaults()).containsEntry("commit.interval.ms", "100");
    assertThat(Contender.ENGRAM.defaults()).isEmpty();
  }

  @Test
  void shouldFindFlinksKafkaClients() {
    assertThat(Contender.FLINK.launch().library()).get().satisfies(jar -> assertThat(jar).exists());
    assertThat(Contender.ENGRAM.launch().library()).isEmpty();
  }

  @Test
  void shouldNameThemAsTheCommandLineDoes() {
    assertThat(Contender.ENGRAM_AT_LEAST_ONCE.id()).isEqualTo("engram-at-least-once");
    assertThat(Path.of(Contender.FLINK.id())).hasFileName("flink");
  }
}
