package io.engram.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final StringWriter printed = new StringWriter();
  private final PrintWriter writer = new PrintWriter(printed, true);
  private final Console console = new Console(writer, writer, true);
  private final Console file = new Console(writer, writer, false);

  @Test
  void shouldLetNoNameControlTheTerminal() {
    console.print("a\u001b[2Jb.png");
    file.say("c\u009bd\re\u007f \u00e9.png");

    assertThat(printed.toString().lines()).containsExactly("a?[2Jb.png", "c?d?e? \u00e9.png");
  }

  @Test
  void shouldReplaceTheStateThatIsDrawnByWhatItSays() {
    console.draw("sent 1/2");
    console.say("engram: the broker is gone");

    assertThat(printed.toString())
        .isEqualTo(
            "\r\u001b[2Ksent 1/2\r\u001b[2Kengram: the broker is gone" + System.lineSeparator());
  }
}
