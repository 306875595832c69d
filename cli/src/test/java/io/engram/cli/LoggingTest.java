package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.cli.console.Console;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

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
    Logger logger = configured("logback.xml").getLogger("io.engram");
    return encoded(
        logger.getAppender("TERMINAL"),
        new LoggingEvent("", logger, Level.WARN, "watch out", null, null));
  }

  @Test
  void shouldWriteOneObjectALineWithTheFieldsThatAnEventWasGiven() throws Exception {
    LoggerContext context = configured("logback-json.xml");
    var event =
        new LoggingEvent(
            "",
            context.getLogger("io.engram.processor"),
            Level.WARN,
            "image-events-0@7 has no score: \"odd\"",
            new IllegalStateException("for a reason"),
            null);
    event.addKeyValuePair(new KeyValuePair("image_id", "a \"b\".png"));
    event.addKeyValuePair(new KeyValuePair("trace_id", "0af7651916cd43dd8448eb211c80319c"));

    String line = encoded(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("JSON"), event);

    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.get("message").asText()).isEqualTo("image-events-0@7 has no score: \"odd\"");
    assertThat(json.get("level").asText()).isEqualTo("WARN");
    assertThat(json.get("image_id").asText()).isEqualTo("a \"b\".png");
    assertThat(json.get("trace_id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(json.get("stack_trace").asText()).contains("for a reason");
    assertThat(json.get("@timestamp").asText()).isNotEmpty();
  }

  @Test
  void shouldHaveEngramsEventsAndTheWarningsOfLibrariesInJson() throws Exception {
    LoggerContext context = configured("logback-json.xml");

    assertThat(context.getLogger("io.engram.processor").isInfoEnabled()).isTrue();
    assertThat(context.getLogger("org.apache.kafka").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("org.apache.kafka").isWarnEnabled()).isTrue();
  }

  private static LoggerContext configured(String file) throws Exception {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LoggingTest.class.getResource("/" + file));
    return context;
  }

  private static String encoded(Appender<ILoggingEvent> appender, LoggingEvent event) {
    var console = (ConsoleAppender<ILoggingEvent>) appender;
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8)
        .replace(System.lineSeparator(), "\n");
  }
}
