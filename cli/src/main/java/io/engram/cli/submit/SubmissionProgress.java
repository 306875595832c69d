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

  SubmissionProgress(Console console, Clock clock) {
    this.console = console;
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
    line.show(tally::line);
  }

  /** Says something that is not about one image. */
  void remark(String text) {
    line.interject(text);
  }

  void finish(Tally tally, int skipped) {
    line.interject(tally.line());
    if (skipped > 0) {
      console.say("skipped " + skipped + " files that are not images by name");
    }
  }
}
