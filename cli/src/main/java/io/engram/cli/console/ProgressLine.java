package io.engram.cli.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Live progress: one line drawn over itself on a terminal, and a plain line every few seconds where
 * the output is a file or a pipe. Thread safe.
 */
public final class ProgressLine {
  private static final Duration DRAWN_INTERVAL = Duration.ofMillis(100);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private final Console console;
  private final Clock clock;
  private Instant due = Instant.EPOCH;

  public ProgressLine(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  /**
   * Shows the present state if it is time to.
   *
   * @param state at most 79 characters, since a wrapped line can't be drawn over
   */
  public synchronized void show(Supplier<String> state) {
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(console.terminal() ? DRAWN_INTERVAL : PLAIN_INTERVAL);
    if (console.terminal()) {
      console.draw(state.get());
    } else {
      console.say(state.get());
    }
  }

  /** Prints a line that stays; the state is shown below it next time. */
  public synchronized void interject(String line) {
    console.say(line);
  }
}
