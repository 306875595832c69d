package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path folder;

  @Test
  void shouldGiveCommandsThatRunSideBySideAFileEach() throws Exception {
    try (LogFile first = claim("process");
        LogFile second = claim("process");
        LogFile other = claim("platform")) {
      assertThat(first.path()).isEqualTo(folder.resolve("logs/process.log"));
      assertThat(second.path()).isEqualTo(folder.resolve("logs/process-2.log"));
      assertThat(other.path()).isEqualTo(folder.resolve("logs/platform.log"));
    }
    try (LogFile next = claim("process")) {
      assertThat(next.path()).isEqualTo(folder.resolve("logs/process.log"));
    }
  }

  @Test
  void shouldLogElsewhereWhereTheInstallationCannotBeWrittenTo() throws Exception {
    Path file = Files.createFile(folder.resolve("in the way"));

    try (LogFile log = LogFile.claim(file, folder.resolve("otherwise"), "process")) {
      assertThat(log.path()).isEqualTo(folder.resolve("otherwise/process.log"));
    }
  }

  private LogFile claim(String command) {
    return LogFile.claim(folder.resolve("logs"), folder.resolve("otherwise"), command);
  }
}
