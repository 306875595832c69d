package io.engram.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final StringWriter printed = new StringWriter();
  private final PrintWriter writer = new PrintWriter(printed, true);
  private final Console console = new Console(writer, writer, true);

  @Test
  void shouldLetNoNameControlTheTerminal() {
    console.print("a\u001b[2Jb.png");
    console.say("c\u009bd\re\u007f \u00e9.png");

    assertThat(printed.toString().lines()).containsExactly("a?[2Jb.png", "c?d?e? \u00e9.png");
  }
}
