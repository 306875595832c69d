package io.engram.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.benchmarks.images.SampleImages;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a benchmark that is stopped in the middle: nothing. */
@DisabledOnOs(OS.WINDOWS)
class BenchStopIT {
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void shouldTakeEverythingAwayWhenItIsStopped() throws Exception {
    Process bench = start();
    List<ProcessHandle> children = childrenInTheMiddle(bench);

    bench.destroy();

    assertThat(bench.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    awaitEnd(children);
    assertThat(temporary()).isEmptyDirectory();
  }

  @Test
  void shouldNotBeOutlivedByItsChildrenWhenItIsKilled() throws Exception {
    Process bench = start();
    List<ProcessHandle> children = childrenInTheMiddle(bench);

    bench.destroyForcibly();

    awaitEnd(children);
  }

  private Process start() throws IOException {
    TinyBundle.write(folder.resolve("bundle"), TinyModel.of(32, 32));
    SampleImages.drawn(64).writeTo(folder.resolve("images"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectory(temporary()),
                "-Dengram.logs=" + folder.resolve("logs"),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                "--only=engram",
                "--rounds=1000",
                "--warm-up=10",
                "--count=3000",
                "--partitions=2",
                "--images=" + folder.resolve("images"),
                "--model=" + folder.resolve("bundle"),
                "commit.interval.ms=10"));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  /** The broker, the registry, and a contender, which a round begins with. */
  private static List<ProcessHandle> childrenInTheMiddle(Process bench) throws IOException {
    BufferedReader lines = bench.errorReader();
    List<String> said = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !line.contains("round 1 of 1000")) {
      said.add(line);
      line = lines.readLine();
    }
    assertThat(line).as(String.join("\n", said)).isNotNull();
    List<ProcessHandle> children = bench.descendants().toList();
    while (children.size() < 3) {
      assertThat(bench.isAlive()).isTrue();
      Thread.onSpinWait();
      children = bench.descendants().toList();
    }
    return children;
  }

  private static void awaitEnd(List<ProcessHandle> children) throws Exception {
    CompletableFuture.allOf(
            children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(SECONDS, TimeUnit.SECONDS);
  }

  private Path temporary() {
    return folder.resolve("temporary");
  }
}
