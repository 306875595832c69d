package io.engram.cli.submit;

import io.engram.cli.console.Console;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.results.Failure;
import io.engram.schemas.MemorabilityScore;
import java.time.Clock;

/** Shows a submission at the terminal: one line for the counts, one more for each failure. */
final class SubmissionProgress implements SubmissionRun.Observer {
  private final ProgressLine line;
  private final Console console;
  private final boolean waits;

  /**
   * @param waits whether results are waited for; without them, there is nothing but what was sent
   */
  SubmissionProgress(Console console, Clock clock, boolean waits) {
    this.console = console;
    this.waits = waits;
    this.line = new ProgressLine(console, clock);
  }

  @Override
  public void scored(MemorabilityScore score) {
    // The counts say it.
  }

  @Override
  public void failed(Failure failure) {
    line.interject("failed: " + failure.line());
  }

  @Override
  public void progressed(Tally tally) {
    line.show(() -> counts(tally));
  }

  /** Says something that is not about one image. */
  void remark(String text) {
    line.interject(text);
  }

  void finish(Tally tally, int skipped) {
    line.interject(counts(tally));
    if (skipped > 0) {
      console.say("skipped " + skipped + " files that are not images by name");
    }
    if (!waits && tally.sentCount() > 0) {
      console.say("for what becomes of them see: engram results");
    }
  }

  private String counts(Tally tally) {
    return waits ? tally.line() : tally.sentLine();
  }
}
