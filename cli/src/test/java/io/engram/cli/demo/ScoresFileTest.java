package io.engram.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.results.Failure;
import io.engram.cli.results.Ranking;
import io.engram.cli.results.Ranking.Ranked;
import io.engram.cli.results.Results;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresFileTest {
  private static final List<Ranked> RANKING =
      Ranking.of(List.of(Results.score("a.png").build(), Results.score("b.png").build()));
  private static final List<Failure> FAILURES =
      List.of(new Failure("torn.jpg", "CORRUPT_IMAGE", "it ends early", "Export it again."));

  @TempDir private Path folder;

  @Test
  void shouldReplaceAFileByTheCompleteOne() throws Exception {
    Path file = Files.writeString(folder.resolve("scores.csv"), "old");

    ScoresFile.write(RANKING, FAILURES, file);

    assertThat(Files.readAllLines(file)).hasSize(4).last().asString().contains("torn");
    assertThat(folder.toFile().list()).containsExactly("scores.csv");
  }

  @Test
  void shouldFailWhenTheDiskIsFull() {
    assertThatThrownBy(() -> ScoresFile.write(RANKING, FAILURES, new FullDisk()))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] chars, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
