package io.engram.cli.console;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a command prints: results to {@code out}, so that they can be piped, and everything about
 * them (progress, warnings, errors) to {@code err}.
 *
 * @param terminal whether {@code err} is a terminal, on which a line can be drawn over
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal) {

  /** Set by the launch script, which can ask the system what Java cannot. */
  static final String TERMINAL_PROPERTY = "engram.terminal";

  /** What makes a terminal do more than print; names and messages come from anybody. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  /** The console of this process. */
  public static Console system() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  /** Prints a line of the result. */
  public void print(String line) {
    out.println(printable(line));
  }

  /** Prints a line about the work. */
  public void say(String line) {
    err.println(printable(line));
  }

  private static String printable(String line) {
    return CONTROL.matcher(line).replaceAll("?");
  }
}
