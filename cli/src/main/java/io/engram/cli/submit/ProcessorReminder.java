package io.engram.cli.submit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Says once that nothing has come for a while: nobody else can tell that no processor is running.
 */
final class ProcessorReminder implements SubmissionRun.Health {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Tally tally;
  private final Consumer<String> lines;
  private Instant lastChange;
  private int results;
  private boolean said;

  ProcessorReminder(InstantSource clock, Tally tally, Consumer<String> lines) {
    this.clock = clock;
    this.tally = tally;
    this.lines = lines;
    this.lastChange = clock.instant();
  }

  @Override
  public void check() {
    Instant now = clock.instant();
    int resultsNow = tally.scoredCount() + tally.failedCount();
    if (resultsNow != results) {
      results = resultsNow;
      lastChange = now;
    } else if (!said && !now.isBefore(lastChange.plus(PATIENCE))) {
      said = true;
      lines.accept(
          "no results "
              + (tally.scoredCount() == 0 ? "yet" : "for " + PATIENCE.toSeconds() + " s")
              + ": is engram process running?");
    }
  }
}
