package io.engram.cli.demo;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.Console;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.console.StopSignal;
import io.engram.cli.overlays.OverlayFolder;
import io.engram.cli.report.Card;
import io.engram.cli.report.Report;
import io.engram.cli.report.ReportPage;
import io.engram.cli.results.Ranking.Ranked;
import io.engram.cli.results.ResultReader;
import io.engram.cli.submit.Submission;
import io.engram.cli.submit.Tally;
import io.engram.model.bundle.ModelBundle;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code scores.csv}, {@code overlays/} and {@code report.html}. */
final class DemoOutput {
  /** How long heatmaps may still come after what was there has been drawn. */
  private static final Duration HEATMAPS_WITHIN = Duration.ofSeconds(30);

  private static final int NAMED_AT_MOST = 3;

  private final Clock clock;
  private final ProgressLine line;
  private final ModelBundle bundle;
  private final Path out;

  DemoOutput(Console console, Clock clock, ModelBundle bundle, Path out) {
    this.clock = clock;
    this.line = new ProgressLine(console, clock);
    this.bundle = bundle;
    this.out = out;
  }

  /** Where the overlays are. */
  static Path overlays(Path out) {
    return out.resolve("overlays");
  }

  /**
   * Writes everything; overlays of an earlier demo make room.
   *
   * @return whether it was completed, rather than stopped
   */
  boolean write(
      List<Submission> images,
      DemoResults results,
      Tally tally,
      Connection connection,
      AvroSerdes serdes,
      StopSignal stop)
      throws IOException {
    List<Ranked> ranking = results.ranking();
    ScoresFile.write(ranking, results.failures(), out.resolve("scores.csv"));
    Path page = out.resolve("report.html");
    var folder = new OverlayFolder(overlays(out));
    if (ReportPage.isOne(page)) {
      folder.clear();
    }
    var overlays = new DemoOverlays(images, ranking, folder, line);
    try (var reader =
        ResultReader.fromTheBeginning(connection, serdes, Set.of(Topic.VMS_HEATMAPS))) {
      draw(reader, overlays, stop);
    }
    if (stop.isRaised()) {
      return false;
    }
    ReportPage.write(report(results, tally, overlays.cards()), page);
    line.interject("Wrote " + page + ", " + out.resolve("scores.csv") + ", " + folder.folder());
    return true;
  }

  /** A heatmap may be committed a moment after its score, behind the end that a reader sees. */
  private void draw(ResultReader reader, DemoOverlays overlays, StopSignal stop) {
    reader.drain(overlays, stop);
    Instant deadline = clock.instant().plus(HEATMAPS_WITHIN);
    while (!overlays.missing().isEmpty()
        && !stop.isRaised()
        && clock.instant().isBefore(deadline)) {
      reader.poll(ResultReader.A_MOMENT, overlays);
    }
    if (!overlays.missing().isEmpty() && !stop.isRaised()) {
      line.interject("No heatmap came of " + named(overlays.missing()));
    }
  }

  private static String named(Collection<String> imageIds) {
    String first = imageIds.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
    int others = imageIds.size() - NAMED_AT_MOST;
    return others > 0 ? first + " and " + others + " more" : first;
  }

  private Report report(DemoResults results, Tally tally, List<Card> cards) {
    return new Report(
        bundle.manifest().name() + " " + bundle.manifest().version(),
        tally.scoredCount(),
        tally.imagesPerSecond(),
        tally.latency(0.5),
        tally.latency(0.99),
        DemoOverlays.fullScale(results.ranking()),
        cards,
        results.failures());
  }
}
