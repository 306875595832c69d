package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the commands that the documents show against the commands that there are. */
class DocumentedCommandsTest {

  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static Stream<String> documentedCommands() throws IOException {
    var documents =
        List.of(
            "README.md",
            "docs/training.md",
            "docs/models.md",
            "docs/runbooks.md",
            "trainer/RESULTS.md");
    return documents.stream().map(REPOSITORY::resolve).flatMap(DocumentedCommandsTest::commands);
  }

  /** Lines of code that start with the command, without their comments and continued ones whole. */
  private static Stream<String> commands(Path document) {
    try {
      return Files.readString(document)
          .replace("\\\n", " ")
          .lines()
          .filter(line -> line.startsWith("engram ") || line.startsWith("./engram "))
          .map(line -> line.replaceFirst("\\s+#.*", "").replaceFirst("\\s+>.*", ""))
          // Neither what is cut short nor what is part of a picture.
          .filter(line -> !line.contains("...") && !line.contains("->"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("documentedCommands")
  void shouldUnderstand(String command) {
    var words =
        WORD.matcher(command)
            .results()
            .skip(1)
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toArray(String[]::new);
    var console = new Console(new PrintWriter(System.out), new PrintWriter(System.err), false);
    var engram = new Engram(console, new StopSignal(), CommandRun.INSTALLATION);
    assertThatCode(() -> engram.commandLine().parseArgs(words)).doesNotThrowAnyException();
  }

  @Test
  void shouldFindTheCommands() throws IOException {
    assertThat(documentedCommands()).hasSizeGreaterThan(15);
  }
}
