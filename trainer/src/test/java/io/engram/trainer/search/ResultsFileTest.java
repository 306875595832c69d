package io.engram.trainer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("results.jsonl");
  }

  @Test
  void shouldHoldAfterReopeningWhatWasAppended() throws Exception {
    append(result(0), result(1));

    try (var file = ResultsFile.open(path)) {
      assertThat(file.results().all()).containsExactly(result(0), result(1));
      assertThat(file.append(result(2))).isTrue();
    }
    assertThat(ResultsFile.read(path).all()).containsExactly(result(0), result(1), result(2));
  }

  @Test
  void shouldDropALineThatACrashHasTornWhereverItIsTorn() throws Exception {
    append(result(0), result(1));
    byte[] whole = Files.readAllBytes(path);
    int first = Files.readAllLines(path).get(0).getBytes(StandardCharsets.UTF_8).length + 1;

    for (int length : new int[] {first, first + 1, first + 20, whole.length - 1}) {
      Files.write(path, Arrays.copyOf(whole, length));
      try (var file = ResultsFile.open(path)) {
        assertThat(file.results().all()).containsExactly(result(0));
        file.append(result(1));
      }
      assertThat(path).hasBinaryContent(whole);
    }
  }

  @Test
  void shouldKeepTheFirstOfTwoResultsOfAJob() throws Exception {
    append(result(0));

    try (var file = ResultsFile.open(path)) {
      assertThat(file.append(result(0))).isFalse();
    }
    assertThat(Files.readAllLines(path)).hasSize(1);
  }

  @Test
  void shouldNameALineThatIsDamaged() throws Exception {
    append(result(0));
    Files.writeString(path, "{\"trial\":\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> ResultsFile.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("results.jsonl, line 2", "remove that line");
  }

  @Test
  void shouldServeOneSearchAtATime() throws Exception {
    try (var file = ResultsFile.open(path)) {
      assertThat(file.results().size()).isZero();
      assertThatThrownBy(() -> ResultsFile.open(path)).hasMessageContaining("in use");
    }
    ResultsFile.open(path).close();
  }

  private void append(TrialResult... results) throws IOException {
    try (var file = ResultsFile.open(path)) {
      for (TrialResult result : results) {
        file.append(result);
      }
    }
  }

  private static TrialResult result(int number) {
    var recipe = Recipe.of(new TextNode("b"), 1, 3);
    return FakeTrainer.result(new Trial(number, Map.of("naïve", "∞"), recipe).until(3));
  }
}
