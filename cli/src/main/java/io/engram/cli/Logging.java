package io.engram.cli;

import io.engram.cli.console.Console;
import java.util.Arrays;

/**
 * Names the log file before the first logger opens it (logback.xml reads the property): one file
 * per command, so that a broker and a processor started side by side don't write into one
 * another's.
 */
final class Logging {
  static final String COMMAND_PROPERTY = "engram.command";

  /** What a warning begins with, so that it isn't glued to a progress line. */
  static final String ERASE_PROPERTY = "engram.erase-line";

  private Logging() {}

  static void toFileNamedAfter(String[] args) {
    String command =
        Arrays.stream(args).filter(arg -> arg.matches("[a-z]+")).findFirst().orElse("engram");
    System.setProperty(COMMAND_PROPERTY, command);
    if (Boolean.getBoolean(Console.TERMINAL_PROPERTY)) {
      System.setProperty(ERASE_PROPERTY, Console.ERASE_LINE);
    }
  }
}
