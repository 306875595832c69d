package io.engram.cli;

import java.util.Arrays;

/**
 * Names the log file before the first logger opens it (logback.xml reads the property): one file
 * per command, so that a broker and a processor started side by side don't write into one
 * another's.
 */
final class Logging {
  static final String COMMAND_PROPERTY = "engram.command";

  private Logging() {}

  static void toFileNamedAfter(String[] args) {
    String command =
        Arrays.stream(args).filter(arg -> arg.matches("[a-z]+")).findFirst().orElse("engram");
    System.setProperty(COMMAND_PROPERTY, command);
  }
}
