package io.engram.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Latency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Result BARE =
      Result.of(
              "bare",
              "the loop",
              List.of(
                  new Drain(1000, 5, 9, 300_000_000, 0.1, 0),
                  new Drain(1000, 4, 8, 310_000_000, 0, 0),
                  new Drain(1000, 10, 10, 320_000_000, 0.2, 0)))
          .withSingleImage(7.5);
  private static final Result ENGRAM =
      Result.of(
              "engram", "the stream", List.of(new Drain(1000, 6.25, 12, 512_000_000, 0.02, 12_345)))
          .against(200)
          .withLatencies(
              List.of(new Latency(0.5, 80, 800, 31, 64), new Latency(0.9, 144, 1440, 55, 1200)));
  private static final Section SECTION = new Section("Beside", List.of(BARE, ENGRAM));

  @Test
  void shouldTakeTheMedianOfEachFigure() {
    assertThat(BARE.imagesPerSecond()).isEqualTo(200);
    assertThat(BARE.cpuSecondsPerThousand()).isEqualTo(9);
    assertThat(BARE.peakMegabytes()).isEqualTo(310);
  }

  @Test
  void shouldAlignARowForEachContender() {
    assertThat(ReportTable.lines(SECTION))
        .containsExactly(
            "|        | images/s | of bare | CPU s / 1,000 | peak MB | others' CPU | Kafka bytes / image |"
                + " ms at 50%: p50 / p99 | ms at 90%: p50 / p99 |",
            "|--------|---------:|--------:|--------------:|--------:|------------:|--------------------:|"
                + "---------------------:|---------------------:|",
            "| bare   |    200.0 |         |          9.00 |     310 |         10% |                     |"
                + "                      |                      |",
            "| engram |    160.0 |    0.80 |         12.00 |     512 |          2% |              12,345 |"
                + "              31 / 64 |           55 / 1,200 |");
  }

  @Test
  void shouldLeaveOutColumnsThatNobodyHas() {
    assertThat(ReportTable.lines(new Section("Bare", List.of(BARE))).get(0))
        .endsWith("Kafka bytes / image |");
  }

  @Test
  void shouldWriteEveryRoundAsJson() throws Exception {
    Setup setup =
        new Setup(
            "Linux", "17", 2, "light 2.0.0", "drawn", 50_000, 6, 3, 10, 1000, 20, Map.of("a", "b"));

    JsonNode json = new ObjectMapper().readTree(new Report(setup, List.of(SECTION)).json());

    JsonNode bare = json.at("/sections/0/results/0");
    assertThat(bare.get("rounds")).hasSize(3);
    assertThat(bare.get("singleImageMillis").asDouble()).isEqualTo(7.5);
    assertThat(bare.has("ofBare")).isFalse();
    assertThat(json.at("/sections/0/results/1/latencies/1/p99Millis").asDouble()).isEqualTo(1200);
    assertThat(json.at("/setup/settings/a").asText()).isEqualTo("b");
  }
}
