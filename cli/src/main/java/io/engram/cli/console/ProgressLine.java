package io.engram.cli.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Live progress: one line drawn over itself on a terminal, and a plain line every few seconds where
 * the output is a file or a pipe. Not thread safe.
 */
public final class ProgressLine {
  static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private static final String ERASE_LINE = "\r\u001b[2K";

  private final Console console;
  private final Clock clock;
  private Instant lastPlain = Instant.EPOCH;

  public ProgressLine(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  /** Shows the present state; keep it within 79 characters, since a wrapped line can't be redrawn. */
  public void show(String state) {
    if (console.terminal()) {
      console.err().print(ERASE_LINE + state);
      console.err().flush();
    } else if (!clock.instant().isBefore(lastPlain.plus(PLAIN_INTERVAL))) {
      plain(state);
    }
  }

  /** Shows the last state and leaves it standing. */
  public void finish(String state) {
    if (console.terminal()) {
      console.say(ERASE_LINE + state);
    } else {
      plain(state);
    }
  }

  /** Prints a line that stays, above the progress. */
  public void interject(String line) {
    console.say(console.terminal() ? ERASE_LINE + line : line);
  }

  private void plain(String state) {
    lastPlain = clock.instant();
    console.say(state);
  }
}
