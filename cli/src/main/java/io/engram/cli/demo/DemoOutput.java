package io.engram.cli.demo;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.Console;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.console.StopSignal;
import io.engram.cli.overlays.DrawnOverlay;
import io.engram.cli.overlays.OverlayFolder;
import io.engram.cli.report.Card;
import io.engram.cli.report.Preview;
import io.engram.cli.report.Report;
import io.engram.cli.report.ReportPage;
import io.engram.cli.results.CsvWriter;
import io.engram.cli.results.Ranking.Ranked;
import io.engram.cli.results.ResultListener;
import io.engram.cli.results.ResultReader;
import io.engram.cli.submit.Submission;
import io.engram.cli.submit.Tally;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.overlay.OverlayStyle;
import io.engram.model.bundle.ModelBundle;
import io.engram.schemas.Region;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes {@code scores.csv}, {@code overlays/} and {@code report.html}. */
final class DemoOutput {
  private static final Logger log = LoggerFactory.getLogger(DemoOutput.class);

  /** A page with more previews than this takes long to open. */
  private static final int MOST_CARDS = 1000;

  /** Below this, the noise of blank heatmaps would look like something. */
  private static final double LEAST_SCALE = 0.2;

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

  /**
   * Writes everything.
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
    writeScores(results);
    List<Ranked> ranking = results.ranking();
    var overlays = new Overlays(images, ranking);
    try (var reader =
        ResultReader.fromTheBeginning(connection, serdes, Set.of(Topic.VMS_HEATMAPS))) {
      draw(reader, overlays, stop);
    }
    if (stop.isRaised()) {
      return false;
    }
    Path page = out.resolve("report.html");
    ReportPage.write(report(results, tally, overlays.cards(ranking)), page);
    line.interject("Wrote " + page + ", " + out.resolve("scores.csv") + ", " + overlays.folder());
    return true;
  }

  /** A heatmap may be committed a moment after its score, behind the end that a reader sees. */
  private void draw(ResultReader reader, Overlays overlays, StopSignal stop) {
    reader.drain(overlays, stop);
    Instant deadline = clock.instant().plus(HEATMAPS_WITHIN);
    while (!overlays.missing.isEmpty() && !stop.isRaised() && clock.instant().isBefore(deadline)) {
      reader.poll(ResultReader.A_MOMENT, overlays);
    }
    if (!overlays.missing.isEmpty() && !stop.isRaised()) {
      line.interject("No heatmap came of " + named(overlays.missing));
    }
  }

  private static String named(Collection<String> imageIds) {
    String first = imageIds.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
    int others = imageIds.size() - NAMED_AT_MOST;
    return others > 0 ? first + " and " + others + " more" : first;
  }

  private void writeScores(DemoResults results) throws IOException {
    Path file = out.resolve("scores.csv");
    try (var csv = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      var writer = new CsvWriter(row -> csv.print(row + "\r\n"));
      results.ranking().forEach(ranked -> writer.scored(ranked.score()));
      results.failures().forEach(writer::failed);
      writer.finish();
    }
  }

  private Report report(DemoResults results, Tally tally, List<Card> cards) {
    return new Report(
        bundle.manifest().name() + " " + bundle.manifest().version(),
        tally.scoredCount(),
        tally.imagesPerSecond(),
        tally.latency(0.5),
        tally.latency(0.99),
        fullScale(results.ranking()),
        cards,
        results.failures());
  }

  /** One scale for all pictures, so that the same colour means the same value in each. */
  private static double fullScale(List<Ranked> ranking) {
    double peak =
        ranking.stream()
            .flatMap(ranked -> ranked.score().getRegions().stream())
            .mapToDouble(Region::getPeak)
            .max()
            .orElse(1);
    return Math.min(1, Math.max(LEAST_SCALE, Math.ceil(10 * peak) / 10));
  }

  /** Draws each heatmap as it is read, and keeps previews of the ones that the report shows. */
  private final class Overlays implements ResultListener {
    private record Previews(Preview photograph, Preview overlay) {}

    private final OverlayFolder folder = new OverlayFolder(out.resolve("overlays"));
    private final Map<String, Path> files;
    private final Set<String> shown;
    private final Map<String, Previews> previews = new HashMap<>();
    private final OverlayStyle style;
    private final int expected;
    private final Set<String> missing;

    Overlays(List<Submission> images, List<Ranked> ranking) {
      files = images.stream().collect(Collectors.toMap(Submission::imageId, Submission::file));
      shown =
          ranking.stream()
              .limit(MOST_CARDS)
              .map(ranked -> ranked.score().getImageId())
              .collect(Collectors.toSet());
      style = new OverlayStyle(0.8, OptionalDouble.of(fullScale(ranking)), true);
      expected = ranking.size();
      missing =
          ranking.stream()
              .map(ranked -> ranked.score().getImageId())
              .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void mapped(VmsHeatmap heatmap) {
      String imageId = heatmap.getImageId();
      try {
        var overlay = DrawnOverlay.of(Files.readAllBytes(files.get(imageId)), heatmap, style);
        folder.write(imageId, overlay.overlay());
        if (shown.contains(imageId)) {
          previews.put(
              imageId,
              new Previews(Preview.of(overlay.photograph()), Preview.of(overlay.overlayAlone())));
        }
      } catch (IOException | UndecodableImageException | RuntimeException e) {
        log.warn("{} has no overlay", imageId, e);
      }
      missing.remove(imageId);
      line.show(() -> "drawing overlays %d/%d".formatted(expected - missing.size(), expected));
    }

    List<Card> cards(List<Ranked> ranking) {
      return ranking.stream()
          .filter(ranked -> previews.containsKey(ranked.score().getImageId()))
          .map(ranked -> card(ranked, previews.get(ranked.score().getImageId())))
          .toList();
    }

    private static Card card(Ranked ranked, Previews previews) {
      return new Card(ranked, previews.photograph(), previews.overlay());
    }

    Path folder() {
      return folder.folder();
    }
  }
}
