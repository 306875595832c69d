package io.engram.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.benchmarks.images.SampleImages;
import io.engram.cli.console.Console;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark from end to end with a handful of images; what it measures is not looked at. */
class BenchIT {
  @TempDir private Path folder;

  @Test
  void shouldMeasureTheStreamBesideTheBareLoop() throws Exception {
    TinyBundle.write(folder.resolve("bundle"), TinyModel.of(32, 32));
    SampleImages.drawn(64).writeTo(folder.resolve("images"));
    Path json = folder.resolve("bench.json");
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);

    int exitCode =
        Bench.commandLine(console)
            .execute(
                "--only=bare,engram",
                "--rounds=1",
                "--warm-up=10",
                "--count=150",
                "--seconds=1",
                "--partitions=2",
                "--images=" + folder.resolve("images"),
                "--model=" + folder.resolve("bundle"),
                "--json=" + json,
                "commit.interval.ms=10",
                "batch.max-size=4",
                "window.per-partition=8");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| bare ", "| engram ");
    JsonNode results = new ObjectMapper().readTree(json.toFile()).at("/sections/0/results");
    assertThat(results.at("/0/name").asText()).isEqualTo("bare");
    assertThat(results.at("/0/rounds/0/images").asInt()).isEqualTo(150);
    assertThat(results.at("/1/name").asText()).isEqualTo("engram");
    assertThat(results.at("/1/kafkaBytesPerImage").asDouble()).isPositive();
    assertThat(results.at("/1/latencies")).hasSize(2);
  }
}
