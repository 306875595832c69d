package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launch script on what this build has made, so that it has nothing to build. */
@DisabledOnOs(OS.WINDOWS)
class LaunchScriptIT {
  @TempDir private Path folder;

  @Test
  void shouldRunFromAnyFolderThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("a link"), CommandRun.HOME.resolve("engram"));

    CommandRun run = launch(link, Map.of(), "--version");
    Files.delete(link);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("engram ");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void shouldLogToAFileNamedAfterTheCommand() throws Exception {
    CommandRun run =
        launch(
            CommandRun.HOME.resolve("engram"),
            Map.of("ENGRAM_JAVA_OPTS", "-Dengram.logs=" + folder),
            "results",
            "--bootstrap-servers=nowhere");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("results.log")).isNotEmptyFile();
  }

  @Test
  void shouldPassArgumentsOnAsTheyAre() throws Exception {
    String odd = "no such \"folder\" $HOME *";

    CommandRun run = launch(CommandRun.HOME.resolve("engram"), Map.of(), "submit", odd);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(odd + ": no such file or folder");
  }

  @Test
  void shouldSayWhichJavaItNeeds() throws Exception {
    Map<String, String> environment = Map.of("JAVA_HOME", folder.toString());

    CommandRun run = launch(CommandRun.HOME.resolve("engram"), environment, "--version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "engram: JAVA_HOME="
                + folder
                + ": has no bin/java. Set it to a JDK of version 17 or newer.");
  }

  @Test
  void shouldCloseEverythingWhenItsTerminalIsClosed() throws Exception {
    assumeFalse(isHangupIgnored(), "run under nohup");
    Process process =
        builder(
                CommandRun.HOME.resolve("engram"),
                Map.of(),
                "platform",
                "--kafka-port=0",
                "--registry-port=0",
                "--data=data")
            .redirectOutput(Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("Ready")) {
        line = lines.readLine();
      }
      new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();

      assertThat(lines.readLine()).isEqualTo("Stopping...");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroy();
    }
  }

  /** Processes inherit it, and Java then does not hear of the signal. */
  private static boolean isHangupIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
  }

  private CommandRun launch(Path script, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exitCode =
        builder(script, environment, args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new CommandRun(exitCode, Files.readString(out), Files.readString(err));
  }

  private ProcessBuilder builder(Path script, Map<String, String> environment, String... args) {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
