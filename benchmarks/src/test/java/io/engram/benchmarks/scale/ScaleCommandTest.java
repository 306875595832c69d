package io.engram.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ScaleCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... arguments) {
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    return new CommandLine(new ScaleCommand(console))
        .setOut(console.out())
        .setErr(console.err())
        .execute(arguments);
  }

  @Test
  void shouldPlanForTheRatesThatAreGiven() {
    assertThat(run("--rate=250")).isZero();
    assertThat(out.toString()).containsOnlyOnce("on GPUs:").contains("| 250 |");
  }

  @Test
  void shouldReadAFileButPreferTheCommandLine() throws Exception {
    Path file = Files.writeString(folder.resolve("mine"), "gpu.rate=1\nreplicas = 2\n");

    assertThat(run("--assumptions=" + file, "gpu.rate=7", "--show-assumptions")).isZero();
    assertThat(out.toString().lines()).contains("gpu.rate=7", "replicas=2", "processor.cores=4");
  }

  @Test
  void shouldSayWhatBrokersBear() {
    assertThat(run("--brokers=3", "broker.disk-gigabytes=537")).isZero();
    assertThat(out.toString().lines()).hasSize(3).last().asString().startsWith("| 3 | 7.9 |");
  }

  @ParameterizedTest
  @CsvSource({
    "--rate=0, --rate must be above 0",
    "--brokers=2, at least the 3 replicas",
    "gpu.rat=1, did you mean gpu.rate?",
    "fast, key=value"
  })
  void shouldRefuseWhatItCannotPlanWith(String argument, String reason) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }
}
