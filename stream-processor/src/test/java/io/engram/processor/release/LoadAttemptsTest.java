package io.engram.processor.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadAttemptsTest {
  private static final String BUNDLE = "a".repeat(64);

  @TempDir private Path folder;

  private LoadAttempts attempts() {
    return new LoadAttempts(folder.resolve("models"));
  }

  private Path models() throws Exception {
    return Files.createDirectories(folder.resolve("models"));
  }

  private long marks() throws Exception {
    try (Stream<Path> files = Files.list(models())) {
      return files.count();
    }
  }

  /** As a process that is gone leaves it. */
  private void crash(int number) throws Exception {
    Files.createFile(models().resolve(BUNDLE + ".loading-" + number));
  }

  @Test
  void shouldLeaveNothingBehindWhereTheProcessGoesOn() throws Exception {
    LoadAttempts.Attempt attempt = attempts().begin(BUNDLE);
    assertThat(marks()).isOne();

    attempt.close();

    assertThat(marks()).isZero();
  }

  @Test
  void shouldForgiveOneCrashAndForgetItAfterALoad() throws Exception {
    crash(1);

    attempts().begin(BUNDLE).close();

    assertThat(marks()).isZero();
  }

  @Test
  void shouldRefuseWhatHasEndedAProcessTwice() throws Exception {
    crash(1);
    crash(2);

    assertThatThrownBy(() -> attempts().begin(BUNDLE))
        .isInstanceOf(SwapFailedException.class)
        .hasMessageContaining("has ended a process 2 times")
        .hasMessageContaining(BUNDLE + ".loading-1");
    attempts().begin("b".repeat(64)).close();
  }

  @Test
  void shouldNotCountLoadsThatGoOn() throws Exception {
    LoadAttempts.Attempt one = attempts().begin(BUNDLE);
    LoadAttempts.Attempt two = attempts().begin(BUNDLE);

    attempts().begin(BUNDLE).close();

    one.close();
    two.close();
    assertThat(marks()).isZero();
  }

  @Test
  void shouldLoadWithoutMarksWhereTheyCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    new LoadAttempts(file).begin(BUNDLE).close();

    assertThat(Files.size(file)).isZero();
  }
}
