package io.engram.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Bench.commandLine(
            new Console(new PrintWriter(out, true), new PrintWriter(err, true), false))
        .execute(arguments);
  }

  @Test
  void shouldListTheContenders() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: engram bench", "kafka-streams", "flink", "micro");
  }

  @ParameterizedTest
  @CsvSource({
    "--only=nobody, nobody",
    "--rounds=0, at least 1",
    "--partitions=0, --partitions",
    "batch.max-sise=8, batch.max-size",
    "fast, key=value",
    "--json=no/such/folder/bench.json, there is no folder",
    "--json=src, is a folder",
    "--json=/, is a folder"
  })
  void shouldRefuseWhatItCannotMeasure(String argument, String reason) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }

  @Test
  void shouldRefuseAModelThatIsNoneBeforeItStartsAnything() {
    assertThat(run("--model=none")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("none");
  }
}
