package io.engram.cli.demo;

import io.engram.cli.console.Console;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.results.Failure;
import io.engram.cli.results.Ranking;
import io.engram.cli.results.Ranking.Ranked;
import io.engram.cli.results.TableWriter;
import io.engram.cli.submit.SubmissionRun;
import io.engram.cli.submit.Tally;
import io.engram.schemas.MemorabilityScore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what came out and shows how it goes. */
final class DemoResults implements SubmissionRun.Observer {
  /** The report and scores.csv have all. */
  private static final int PRINTED_PLACES = 25;

  private final Console console;
  private final ProgressLine line;
  private final List<MemorabilityScore> scores = new ArrayList<>();
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

  DemoResults(Console console, Clock clock) {
    this.console = console;
    this.line = new ProgressLine(console, clock);
  }

  @Override
  public void scored(MemorabilityScore score) {
    scores.add(score);
  }

  @Override
  public void failed(Failure failure) {
    failures.add(failure);
  }

  @Override
  public void progressed(Tally tally) {
    line.show(tally::line);
  }

  void finish(Tally tally) {
    line.interject(tally.line());
  }

  /** Prints the ranking, and what failed. */
  void print() {
    var table = new TableWriter(console::print, PRINTED_PLACES);
    scores.forEach(table::scored);
    failures().forEach(table::failed);
    console.print("");
    table.finish();
    console.print("");
  }

  List<Ranked> ranking() {
    return Ranking.of(scores);
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }
}
