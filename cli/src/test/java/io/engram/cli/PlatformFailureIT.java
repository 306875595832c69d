package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that run until Ctrl-C say when a part of them dies first. */
class PlatformFailureIT {
  @TempDir private Path folder;

  @Test
  void shouldEndThePlatformWhenItsRegistryDies() throws Exception {
    Set<Long> others = children();
    try (var platform =
        LiveCommand.start(
            "platform",
            "--kafka-port=0",
            "--registry-port=0",
            "--data=" + folder.resolve("data"))) {
      platform.await("Ready");

      killChildrenBut(others);

      assertThat(platform.await("engram: the schema registry: "))
          .startsWith("stopped by itself (its JVM ended");
      assertThat(platform.end()).isEqualTo(1);
    }
  }

  @Test
  void shouldEndADemoThatIsKeptRunningWhenItsRegistryDies() throws Exception {
    Set<Long> others = children();
    try (var demo =
        LiveCommand.start(
            "demo", "--limit=1", "--keep-running", "--out=" + folder.resolve("out"))) {
      demo.await("Still running.");

      killChildrenBut(others);

      assertThat(demo.await("engram: ")).contains("stopped");
      assertThat(demo.end()).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepADemoRunningUntilItIsStopped() throws Exception {
    try (var demo =
        LiveCommand.start(
            "demo", "--limit=1", "--keep-running", "--out=" + folder.resolve("out"))) {
      demo.await("Scoring 1 images");
      demo.await("Ctrl-C stops everything.");

      assertThat(demo.stop()).isZero();
    }
    assertThat(folder.resolve("out").toFile().list())
        .containsExactlyInAnyOrder("creatives", "overlays", "report.html", "scores.csv");
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  /** The only process that a platform starts is its registry. */
  private static void killChildrenBut(Set<Long> others) {
    ProcessHandle.current()
        .children()
        .filter(child -> !others.contains(child.pid()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
