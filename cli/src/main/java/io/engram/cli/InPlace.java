package io.engram.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import io.engram.cli.console.Console;

/** Prints warnings in place of a progress line that is drawn at the terminal; see logback.xml. */
public final class InPlace extends CompositeConverter<ILoggingEvent> {
  @Override
  protected String transform(ILoggingEvent event, String line) {
    return Boolean.getBoolean(Console.TERMINAL_PROPERTY) ? Console.ERASE_LINE + line : line;
  }
}
