package io.engram.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.benchmarks.figures.SwapCost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Result BARE =
      Result.of(
              "bare",
              "the loop",
              List.of(
                  new Drain(1000, 5, 9, 300_000_000, 0.1, 16, 0),
                  new Drain(1000, 4, 8, 310_000_000, 0, 16, 0),
                  new Drain(1000, 10, 10, 320_000_000, 0.2, 16, 0)))
          .withSingleImage(7.5);
  private static final Result ENGRAM =
      Result.of(
              "engram",
              "the stream",
              List.of(new Drain(1000, 6.25, 12, 512_000_000, 0.02, 12, 12_345)))
          .against(BARE)
          .withLatencies(
              List.of(
                  new Latency(0.5, 80, 800, 31, 64, false),
                  new Latency(0.9, 144, 1440, 55, 1200, true)))
          .withP99OfLeast(5.12);
  private static final Section SECTION = new Section("Beside", List.of(BARE, ENGRAM));

  @Test
  void shouldTakeTheMedianOfEachFigure() {
    assertThat(BARE.imagesPerSecond()).isEqualTo(200);
    assertThat(BARE.medians().cpuSecondsPerThousand()).isEqualTo(9);
    assertThat(BARE.medians().peakMegabytes()).isEqualTo(310);
  }

  @Test
  void shouldAlignARowForEachContender() {
    assertThat(ReportTable.lines(SECTION))
        .containsExactly(
            "|        | images/s | of bare | CPU s / 1,000 | peak MB | others' CPU | batch |"
                + " Kafka bytes / image | ms at 50%: p50 / p99 | ms at 90%: p50 / p99 |"
                + " p99 / (one image + delay) |",
            "|--------|---------:|--------:|--------------:|--------:|------------:|------:|"
                + "--------------------:|---------------------:|---------------------:|"
                + "--------------------------:|",
            "| bare   |    200.0 |         |          9.00 |     310 |         10% |    16 |"
                + "                     |                      |                      |"
                + "                           |",
            "| engram |    160.0 |    0.80 |         12.00 |     512 |          2% |    12 |"
                + "              12,345 |              31 / 64 |     55 / 1,200 grows |"
                + "                       5.1 |");
  }

  @Test
  void shouldKeepARowOfWhoFailed() {
    Section section =
        new Section(
            "Beside",
            List.of(
                BARE,
                ENGRAM,
                Result.failed("flink", "the peer", BARE.rounds(), "its process ended")));

    List<String> lines = ReportTable.lines(section);

    assertThat(lines.get(3)).startsWith("| engram |    160.0 |    0.80 |");
    assertThat(lines.get(4)).startsWith("| flink  |   failed |         |").doesNotContain("200.0");
    assertThat(section.isComplete()).isFalse();
    assertThat(SECTION.isComplete()).isTrue();
  }

  @Test
  void shouldSayWhereLatenciesFailed() {
    Result failed =
        ENGRAM.withLatencies(ENGRAM.latencies().subList(0, 1)).withFailure("its process ended");

    List<String> lines = ReportTable.lines(new Section("", List.of(ENGRAM, failed)));

    assertThat(lines.get(3)).contains("31 / 64 |               failed |");
  }

  @Test
  void shouldSayWhyASectionHasNoResults() {
    Section failed = Section.failed("Scaling", "no broker");

    assertThat(ReportTable.lines(failed)).containsExactly("failed: no broker");
    assertThat(failed.isComplete()).isFalse();
  }

  @Test
  void shouldLeaveOutColumnsThatNobodyHas() {
    assertThat(ReportTable.lines(new Section("Bare", List.of(BARE))).get(0))
        .endsWith("Kafka bytes / image |");
  }

  @Test
  void shouldShowMemoryAfterEachLook() {
    var memory =
        List.of(new MemoryUse(1_000, 512_000_000, 81_260_000), new MemoryUse(2_000, 9_400_000, 0));

    assertThat(ReportTable.lines("images", memory))
        .containsExactly(
            "| images |  MB | objects in use, MB |",
            "|--------|----:|-------------------:|",
            "| 1,000  | 512 |               81.3 |",
            "| 2,000  |   9 |                0.0 |");
  }

  @Test
  void shouldShowWhatSwapsCost() {
    var quiet = new Latency(0.5, 100, 1000, 20, 40, false);
    var during = new Latency(0.5, 100, 1000, 25, 60, false);

    assertThat(ReportTable.lines(new SwapCost(3, 200, 190, quiet, during, List.of())))
        .containsExactly(
            "|                | without | during swaps | ratio |",
            "|----------------|--------:|-------------:|------:|",
            "| images/s       |   200.0 |        190.0 |  0.95 |",
            "| ms at 50%: p50 |    20.0 |         25.0 |  1.25 |",
            "| ms at 50%: p99 |    40.0 |         60.0 |  1.50 |");
  }

  @Test
  void shouldWriteEveryRoundAsJson() throws Exception {
    Setup setup =
        new Setup(
            "Linux", "17", 2, "light 2.0.0", "drawn", 50_000, 6, 3, 10, 1000, 20, Map.of("a", "b"));

    Result failed = Result.failed("flink", "the peer", BARE.rounds(), "its process ended");
    Report report =
        new Report(
            setup,
            List.of(SECTION, new Section("Peers", List.of(failed))),
            List.of(new MemoryUse(100, 5_000_000, 1_000_000)),
            null);

    JsonNode json = new ObjectMapper().readTree(report.json());

    JsonNode bare = json.at("/sections/0/results/0");
    assertThat(bare.get("rounds")).hasSize(3);
    assertThat(bare.get("singleImageMillis").asDouble()).isEqualTo(7.5);
    assertThat(bare.get("imagesPerSecond").asDouble()).isEqualTo(200);
    assertThat(bare.has("ofBare")).isFalse();
    assertThat(bare.has("failure")).isFalse();
    assertThat(json.at("/sections/0/results/1/latencies/1/p99Millis").asDouble()).isEqualTo(1200);
    assertThat(json.at("/sections/0/results/1/latencies/1/grows").asBoolean()).isTrue();
    JsonNode peer = json.at("/sections/1/results/0");
    assertThat(peer.get("failure").asText()).isEqualTo("its process ended");
    assertThat(peer.get("rounds")).hasSize(3);
    assertThat(peer.has("imagesPerSecond")).isFalse();
    assertThat(json.at("/setup/settings/a").asText()).isEqualTo("b");
    assertThat(json.at("/memory/0/residentBytes").asLong()).isEqualTo(5_000_000);
    assertThat(json.has("swaps")).isFalse();
    assertThat(json.at("/memory/0/images").asInt()).isEqualTo(100);
  }
}
