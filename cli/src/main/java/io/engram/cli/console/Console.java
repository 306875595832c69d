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
  public static final String TERMINAL_PROPERTY = "engram.terminal";

  /**
   * Removes a {@link ProgressLine}'s state, if there is one: the cursor is behind it then, and at
   * the beginning of an empty line otherwise.
   */
  public static final String ERASE_LINE = "\r\u001b[2K";

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

  /** Prints a line about the work, in place of a state that is drawn there. */
  public void say(String line) {
    err.println((terminal ? ERASE_LINE : "") + printable(line));
  }

  /** Draws a state over the one that is drawn there; only on a terminal. */
  void draw(String state) {
    err.print(ERASE_LINE + printable(state));
    err.flush();
  }

  private static String printable(String line) {
    return CONTROL.matcher(line).replaceAll("?");
  }
}
