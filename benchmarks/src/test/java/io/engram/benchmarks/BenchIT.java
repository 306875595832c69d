package io.engram.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.images.SampleImages;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark from end to end with a handful of images; what it measures is not looked at. */
class BenchIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    TinyBundle.write(folder.resolve("bundle"), TinyModel.of(32, 32));
    SampleImages.drawn(64).writeTo(folder.resolve("images"));
  }

  @Test
  void shouldMeasureTheStreamBesideTheBareLoop() throws Exception {
    int exitCode =
        run(
            "--only=bare,engram",
            "--count=1000",
            "--seconds=1",
            "--memory",
            "--memory-images=200",
            "--swaps=3");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| bare ", "| engram ", "p99 / (one image + delay)");
    JsonNode results = results();
    assertThat(results.at("/0/name").asText()).isEqualTo("bare");
    assertThat(results.at("/0/rounds/0/images").asInt()).isEqualTo(1000);
    assertThat(results.at("/1/name").asText()).isEqualTo("engram");
    assertThat(results.at("/1/kafkaBytesPerImage").asDouble()).isPositive();
    assertThat(results.at("/1/batchSize").asDouble()).isBetween(1.0, 4.0);
    assertThat(results.at("/1/latencies")).hasSize(3);
    double least = results.at("/0/singleImageMillis").asDouble() + 5;
    assertThat(results.at("/1/latencies/1/load").asDouble()).isEqualTo(0.5);
    assertThat(results.at("/1/p99OfLeast").asDouble())
        .isPositive()
        .isCloseTo(results.at("/1/latencies/1/p99Millis").asDouble() / least, within(1e-6));
    assertThat(out.toString()).containsPattern("\\| 200 +\\| +\\d+ \\|");
    assertThat(out.toString()).contains("swaps of models under load", "| swaps |");
  }

  @Test
  void shouldMeasureEveryContender() throws Exception {
    List<String> all = Arrays.stream(Contender.values()).map(Contender::id).toList();

    int exitCode = run("--only=" + String.join(",", all), "--count=1000", "--seconds=0");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(results()).hasSameSizeAs(all);
    assertThat(results())
        .allSatisfy(result -> assertThat(result.get("imagesPerSecond").asDouble()).isPositive());
  }

  @Test
  void shouldGoOnWithoutAContenderThatFails() throws Exception {
    int exitCode =
        run(
            "--only=bare,engram",
            "--count=50",
            "--seconds=0",
            "schema.registry.url=http://[::1]:1");

    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("model, throughput, round 1 of 1: engram failed:", "ended by itself (");
    assertThat(out.toString()).containsPattern("\\| engram +\\| +failed \\|");
    assertThat(results().at("/0/imagesPerSecond").asDouble()).isPositive();
    assertThat(results().at("/1/failure").asText()).contains("ended by itself");
  }

  private int run(String... arguments) {
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    return Bench.commandLine(console)
        .execute(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of(
                        "--rounds=1",
                        "--warm-up=10",
                        "--partitions=2",
                        "--images=" + folder.resolve("images"),
                        "--model=" + folder.resolve("bundle"),
                        "--json=" + folder.resolve("bench.json"),
                        "commit.interval.ms=10",
                        "batch.max-size=4",
                        "window.per-partition=8"))
                .toArray(String[]::new));
  }

  private JsonNode results() throws Exception {
    return new ObjectMapper()
        .readTree(folder.resolve("bench.json").toFile())
        .at("/sections/0/results");
  }
}
