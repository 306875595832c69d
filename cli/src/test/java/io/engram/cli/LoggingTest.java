package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.engram.cli.console.Console;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The configuration that the command runs with; tests have another. */
class LoggingTest {
  @Test
  void shouldWarnInPlaceOfAProgressLineOnATerminal() throws Exception {
    assertThat(warning("true")).isEqualTo("\r\u001b[2Kengram: watch out\n");
  }

  @Test
  void shouldWarnInPlainTextElsewhere() throws Exception {
    assertThat(warning("false")).isEqualTo("engram: watch out\n");
  }

  private static String warning(String terminal) throws Exception {
    String before = System.getProperty(Console.TERMINAL_PROPERTY, "");
    System.setProperty(Console.TERMINAL_PROPERTY, terminal);
    try {
      return warning();
    } finally {
      System.setProperty(Console.TERMINAL_PROPERTY, before);
    }
  }

  private static String warning() throws Exception {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));
    var logger = context.getLogger("io.engram");
    var terminal = (ConsoleAppender<ILoggingEvent>) logger.getAppender("TERMINAL");
    var event = new LoggingEvent("", logger, Level.WARN, "watch out", null, null);
    return new String(terminal.getEncoder().encode(event), StandardCharsets.UTF_8)
        .replace(System.lineSeparator(), "\n");
  }
}
